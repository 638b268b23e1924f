package dorsal.cli;

import dorsal.activation.Activation;
import dorsal.activation.Publisher;
import dorsal.activation.RuleSetHistory;
import dorsal.report.HistoryReport;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rules",
        description = "The rule sets that were in use: list them, go back to one, publish the one on disk.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "What one rule set changes against another: dorsal diff sha256:OLD sha256:NEW.",
            "Assess with an earlier one: dorsal assess --rules sha256:… FILE."
        })
final class RulesCommand implements Runnable {
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    RulesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: list, roll-back, publish.");
    }

    /** Who does it, and why. */
    static final class Reason {
        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; kept in the history.")
        private String why = "";

        @Option(names = "--who", paramLabel = "NAME", description = "Who; default: the user of this machine.")
        private String who = System.getProperty("user.name", "unknown");

        private Reason checked(CommandSpec command) {
            if (why.isBlank() || who.isBlank()) {
                throw new ParameterException(command.commandLine(), "--why and --who must say something.");
            }
            return this;
        }
    }

    @Command(
            name = "list",
            description = "Every rule set that was in use, newest first: when, by whom, why, what it changed.",
            mixinStandardHelpOptions = true)
    int list(@Mixin DataFolder data) {
        List<Activation> entries = new RuleSetHistory(data.archive()).entries();
        print(HistoryReport.of(entries, clock.getZone()));
        return ExitCode.DONE;
    }

    @Command(
            name = "roll-back",
            description = "Puts an earlier rule set back into the rules folder; what stood there is set aside.",
            mixinStandardHelpOptions = true)
    int rollBack(
            @Parameters(paramLabel = "FINGERPRINT", description = "sha256: and at least eight digits.")
                    String fingerprint,
            @Mixin RulesFolder folder,
            @Mixin Reason reason) {
        Reason given = reason.checked(spec);
        Activation entry = publisher(folder).rollBack(fingerprint, given.who, given.why);
        print("%s is in use from now on.%n%s"
                .formatted(entry.fingerprint(), HistoryReport.of(List.of(entry), clock.getZone())));
        return ExitCode.DONE;
    }

    @Command(
            name = "publish",
            description =
                    "Takes responsibility for the rules on disk, even where cases that guarded the rules in use are"
                            + " gone from them. They have to pass their own cases.",
            mixinStandardHelpOptions = true)
    int publish(@Mixin RulesFolder folder, @Mixin Reason reason) {
        Reason given = reason.checked(spec);
        Activation entry = publisher(folder).publish(given.who, given.why);
        print("%s is published.%n%s".formatted(entry.fingerprint(), HistoryReport.of(List.of(entry), clock.getZone())));
        return ExitCode.DONE;
    }

    private Publisher publisher(RulesFolder folder) {
        return new Publisher(folder.path(spec), folder.data().archive(), clock);
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}

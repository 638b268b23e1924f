package dorsal.cli;

import dorsal.activation.ActiveRules;
import dorsal.activation.Case;
import dorsal.activation.CaseReader;
import dorsal.activation.CaseRunner;
import dorsal.activation.Standing;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.RuleSet;
import dorsal.text.Problem;
import dorsal.text.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = "Answers programs on this machine over HTTP, until it is stopped.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    private final Server server;
    private final LocalDate today;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesFolder folder = new RulesFolder();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port on 127.0.0.1; 0 for any that is free. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8080")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder for what is kept; made when missing. Default: '${DEFAULT-VALUE}' here.",
            defaultValue = "data")
    private Path data = Path.of("data");

    ServeCommand(Server server, LocalDate today) {
        this.server = server;
        this.today = today;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "Expected a port from 0 to %d, not %d.".formatted(HIGHEST_PORT, port));
        }
        ActiveRules rules = firstRules();
        try {
            Files.createDirectories(data);
            server.serve(port, data, rules, address -> announce(address, rules.standing()));
            return ExitCode.DONE;
        } catch (BindException e) {
            return refuse(e.getMessage() + " Maybe choose another with --port, or 0 for any that is free.");
        } catch (FileAlreadyExistsException e) {
            return refuse("The data folder '%s' cannot be made: '%s' is a file.".formatted(data, e.getFile()));
        } catch (IOException e) {
            return refuse("The data folder '%s' cannot be made (%s). Maybe choose another with --data."
                    .formatted(data, e.getClass().getSimpleName()));
        }
    }

    /**
     * The rules to begin with, which have passed all their cases.
     *
     * @throws dorsal.text.ProblemsException with everything that is wrong with them, cases that fail among it
     */
    private ActiveRules firstRules() {
        Knowledge knowledge = Knowledge.read(folder.read());
        List<Case> cases = CaseReader.read(knowledge, today);
        RuleSet rules = RuleSet.of(knowledge);
        Problems problems = new Problems();
        new CaseRunner(rules)
                .run(cases)
                .forEach(outcome -> outcome.failures()
                        .forEach(failure -> problems.add(Problem.of(
                                outcome.tried().at(),
                                "The case '%s' fails: %s"
                                        .formatted(outcome.tried().id(), failure)))));
        problems.throwIfAny();
        return new ActiveRules(new Standing(rules, cases, Instant.now(), Optional.empty()));
    }

    private void announce(URI address, Standing standing) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Dorsal is ready at %s (%d rules, %d cases passed, %s)%n",
                address,
                standing.rules().knowledge().rules().size(),
                standing.cases().size(),
                standing.rules().fingerprint());
        out.flush();
    }

    private int refuse(String sentence) {
        spec.commandLine().getErr().println("dorsal: " + sentence);
        return ExitCode.BAD_INPUT;
    }
}

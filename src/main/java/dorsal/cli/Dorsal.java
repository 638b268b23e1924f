package dorsal.cli;

import dorsal.store.ChartRefusal;
import dorsal.store.ChartUnavailable;
import dorsal.text.ProblemsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code dorsal} command: what it understands, and what it answers when something is wrong. */
@Command(
        name = "dorsal",
        description = "What may this patient do, and why? When must somebody see them, and how soon?",
        versionProvider = Dorsal.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AssessCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            RulesCommand.class,
            ServeCommand.class,
            UserCommand.class,
            TokenCommand.class,
            PatientCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:found wanting: a case failed, a rule is never tried, the analysis found something, or somebody tampered"
                    + " with the audit trail",
            "2:bad input or usage",
            "3:a fault of Dorsal itself"
        },
        footer = {
            "",
            "Decision support for clinicians; adults only. Not for patients to use alone,",
            "and not a cleared medical device."
        })
public final class Dorsal implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs a command line as the shell does: colour on a terminal only, dates by the machine's clock and zone. */
    public static int run(String[] arguments, Streams streams, Server server) {
        return run(arguments, streams, server, System.getenv(), Ansi.AUTO, Clock.system(ZoneId.systemDefault()));
    }

    /** Runs a command line and gives its exit code. Results go to standard output, problems to standard error. */
    static int run(String[] arguments, Streams streams, Server server, Ansi colour, Clock clock) {
        return run(arguments, streams, server, Map.of(), colour, clock);
    }

    /** The same with settings from the environment. */
    static int run(
            String[] arguments,
            Streams streams,
            Server server,
            Map<String, String> environment,
            Ansi colour,
            Clock clock) {
        PrintWriter out = Streams.writer(streams.out());
        PrintWriter err = Streams.writer(streams.err());
        CommandLine command = new CommandLine(new Dorsal(), new Commands(streams, server, environment, clock));
        command.setOut(out);
        command.setErr(err);
        command.setColorScheme(CommandLine.Help.defaultColorScheme(colour));
        command.setExecutionExceptionHandler((exception, line, parsed) -> report(exception, err));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        int code = command.execute(arguments);
        if (out.checkError()) {
            err.println("dorsal: the results could not be written completely.");
            code = ExitCode.OUR_FAULT;
        }
        err.flush();
        return code;
    }

    private static int report(Exception exception, PrintWriter err) {
        if (exception instanceof ProblemsException wrong) {
            wrong.problems().forEach(err::println);
            int count = wrong.problems().size();
            err.println(count == 1 ? "1 problem." : count + " problems.");
            return ExitCode.BAD_INPUT;
        }
        if (exception instanceof ChartRefusal refused) {
            err.println("dorsal: " + refused.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (exception instanceof ChartUnavailable unavailable) {
            err.println("dorsal: " + unavailable.getMessage());
            if (unavailable.heldElsewhere()) {
                err.println("        Stop that one first, or keep the chart in PostgreSQL (DORSAL_DB).");
                return ExitCode.BAD_INPUT;
            }
            return ExitCode.OUR_FAULT;
        }
        if (exception instanceof UncheckedIOException unwritable) {
            if (String.valueOf(unwritable.getMessage()).contains("Broken pipe")) {
                return ExitCode.DONE; // whoever read the results, such as 'head', has seen enough
            }
            err.println("dorsal: cannot read or write: " + unwritable.getMessage());
            return ExitCode.OUR_FAULT;
        }
        err.println("dorsal: this is a fault of Dorsal, not of what you gave it. Please report it with these lines:");
        exception.printStackTrace(err);
        return ExitCode.OUR_FAULT;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected a command: assess, check, explain, diff, rules, serve, user, token, patient, audit, backup,"
                        + " restore.");
    }

    /** Commands get what they need from here. */
    private record Commands(Streams streams, Server server, Map<String, String> environment, Clock clock)
            implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == AssessCommand.class) {
                return type.cast(new AssessCommand(streams, LocalDate.now(clock)));
            }
            if (type == CheckCommand.class) {
                return type.cast(new CheckCommand(clock));
            }
            if (type == ExplainCommand.class) {
                return type.cast(new ExplainCommand(LocalDate.now(clock)));
            }
            if (type == DiffCommand.class) {
                return type.cast(new DiffCommand(streams, LocalDate.now(clock)));
            }
            if (type == RulesCommand.class) {
                return type.cast(new RulesCommand(clock));
            }
            if (type == ServeCommand.class) {
                return type.cast(new ServeCommand(server, environment, clock));
            }
            if (type == UserCommand.class) {
                return type.cast(new UserCommand(streams));
            }
            if (type == PatientCommand.class) {
                return type.cast(new PatientCommand(streams));
            }
            if (type == BackupCommand.class) {
                return type.cast(new BackupCommand(new ChartFolder(environment, clock)));
            }
            if (type == RestoreCommand.class) {
                return type.cast(new RestoreCommand(new ChartFolder(environment, clock)));
            }
            if (type == ChartFolder.class) {
                return type.cast(new ChartFolder(environment, clock));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** The version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Dorsal.class.getPackage().getImplementationVersion();
            return new String[] {"dorsal " + (version == null ? "(unpackaged)" : version)};
        }
    }
}

package dorsal.cli;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleActivation;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleFolderWatcher;
import dorsal.activation.Standing;
import dorsal.store.Chart;
import dorsal.store.ChartRefusal;
import dorsal.store.ChartUnavailable;
import dorsal.store.SingleSignOn;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = "The web app, and answers for programs over HTTP, until it is stopped.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_SESSION = 5;
    private static final int LONGEST_SESSION = 720;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Server server;
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesFolder folder = new RulesFolder();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on. Default: ${DEFAULT-VALUE}, this machine only. Any other needs TLS.",
            defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Option(
            names = "--behind-proxy",
            description = "A proxy in front speaks TLS with browsers and sets X-Forwarded-Proto, -Host and -For.")
    private boolean behindProxy;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "A certificate (PEM) to speak TLS with.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The private key (PEM) of the certificate.")
    private @Nullable Path key;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 for any that is free. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8080")
    private int port;

    @Option(
            names = "--single-handed",
            description = "Rules that guard a patient less go live without a second person's approval; each says so.")
    private boolean singleHanded;

    @Option(
            names = "--session-minutes",
            paramLabel = "MINUTES",
            description =
                    "After how many minutes without anything done a user is logged out, 5 to 720. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30")
    private int sessionMinutes;

    ServeCommand(Server server, Map<String, String> environment, Clock clock) {
        this.server = server;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "Expected a port from 0 to %d, not %d.".formatted(HIGHEST_PORT, port));
        }
        if (sessionMinutes < SHORTEST_SESSION || sessionMinutes > LONGEST_SESSION) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected %d to %d minutes for --session-minutes, not %d."
                            .formatted(SHORTEST_SESSION, LONGEST_SESSION, sessionMinutes));
        }
        if ((certificate == null) != (key == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Expected --tls-certificate and --tls-key together, or neither.");
        }
        if (!isLoopback() && certificate == null && !behindProxy) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Beyond this machine, passwords and patients must not travel in the clear. Expected"
                            + " --tls-certificate and --tls-key, or --behind-proxy where a proxy in front speaks TLS.");
        }
        DataFolder data = folder.data();
        try {
            Files.createDirectories(data.path());
        } catch (FileAlreadyExistsException e) {
            return refuse("The data folder '%s' cannot be made: '%s' is a file.".formatted(data.path(), e.getFile()));
        } catch (IOException e) {
            return refuse("The data folder '%s' cannot be made (%s). Maybe choose another with --data."
                    .formatted(data.path(), e.getClass().getSimpleName()));
        }
        Listening listening;
        try {
            listening = new Listening(
                    host,
                    port,
                    behindProxy,
                    Optional.ofNullable(certificate),
                    Optional.ofNullable(key),
                    Duration.ofMinutes(sessionMinutes),
                    SingleSignOn.from(environment));
        } catch (ChartRefusal e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        Optional<Path> onDisk = folder.path();
        return onDisk.isPresent()
                ? serveFrom(onDisk.get(), listening, data)
                : serve(RuleActivation.packed(clock), Optional.empty(), listening, data);
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ParameterException(
                    spec.commandLine(), "'%s' is not an address of this machine.".formatted(host), e);
        }
    }

    /** With the rules of a folder, which is watched. */
    private int serveFrom(Path rules, Listening listening, DataFolder data) throws InterruptedException {
        RuleActivation activation = RuleActivation.start(rules, data.archive(), clock, this::tellStep);
        tellRefused(activation.active().standing());
        RuleFolderWatcher watcher = RuleFolderWatcher.watching(rules, () -> lookAgain(activation));
        Thread practice = new Thread(activation::practise, "rules-practice");
        practice.setDaemon(true);
        practice.start();
        try {
            RuleEditing editing = new RuleEditing(rules, activation, clock, singleHanded);
            return serve(activation.active(), Optional.of(editing), listening, data);
        } finally {
            watcher.close();
        }
    }

    private int serve(ActiveRules rules, Optional<RuleEditing> editing, Listening listening, DataFolder data)
            throws InterruptedException {
        try (Chart chart = Chart.open(data.path(), environment, clock)) {
            // Only once the server answers: a password that is told and a port that is taken do not go together.
            server.serve(
                    listening,
                    data.archive(),
                    rules,
                    editing,
                    chart,
                    address -> announce(address, rules.standing(), chart.users().ensureAdministrator()));
            return ExitCode.DONE;
        } catch (ChartRefusal | ChartUnavailable e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (BindException e) {
            return refuse(e.getMessage() + " Maybe choose another with --port, or 0 for any that is free.");
        }
    }

    private void lookAgain(RuleActivation activation) {
        Standing before = activation.active().standing();
        Standing after = activation.lookAtDisk();
        if (!after.rules().fingerprint().equals(before.rules().fingerprint())) {
            tell("The rules %s are in use now; all %d cases pass."
                    .formatted(after.rules().fingerprint(), after.cases().size()));
        } else if (!after.refused().equals(before.refused())) {
            tellRefused(after);
            if (after.refused().isEmpty()) {
                tell("The rules on disk are those in use again.");
            }
        }
    }

    private void tellRefused(Standing standing) {
        standing.refused().ifPresent(refused -> {
            tell("The rules on disk are not used. The rules %s stay in use."
                    .formatted(standing.rules().fingerprint()));
            refused.problems().forEach(problem -> spec.commandLine().getErr().println("    " + problem));
            spec.commandLine().getErr().flush();
        });
    }

    private void tell(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(TIME.format(LocalTime.now(clock)) + " " + sentence);
        err.flush();
    }

    /** Plain lines, one for each step: the start takes seconds, and a log or a pipe takes them as a terminal does. */
    private void tellStep(String step, int done, int all) {
        tell(step + " ...");
    }

    private void announce(URI address, Standing standing, Optional<String> password) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Dorsal is ready at %s (%d rules, %d cases passed, %s)%n",
                address,
                standing.rules().knowledge().rules().size(),
                standing.cases().size(),
                standing.rules().fingerprint());
        password.ifPresent(once -> out.printf(
                "Log in there as 'admin' with the password %s%nIt is told this once, and has to be changed at the first log-in.%n",
                once));
        out.flush();
    }

    private int refuse(String sentence) {
        spec.commandLine().getErr().println("dorsal: " + sentence);
        return ExitCode.BAD_INPUT;
    }
}

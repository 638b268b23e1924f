package dorsal.cli;

import dorsal.store.Chart;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which chart a command works on, and for whom. The server may be running. */
final class ChartFolder {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private DataFolder data = new DataFolder();

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "Who does it, for the audit trail. Default: the user of this machine.")
    private String who = System.getProperty("user.name", "unknown");

    ChartFolder(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    Path path() {
        return data.path();
    }

    Map<String, String> environment() {
        return environment;
    }

    Clock clock() {
        return clock;
    }

    /** Whom the audit trail names: nobody had to log in at a terminal, and the trail says so. */
    String who() {
        return who + " (terminal)";
    }

    /** Works on a chart, which is made when there is none. */
    <T> T withNew(Function<Chart, T> work) {
        try (Chart chart = Chart.open(data.path(), environment, clock)) {
            return work.apply(chart);
        }
    }

    /** Works on a chart that must be there: a slip in the folder's name is not to make an empty one. */
    <T> T with(CommandSpec command, Function<Chart, T> work) {
        if (!Chart.isThere(data.path(), environment)) {
            throw new ParameterException(
                    command.commandLine(),
                    "There is no chart in '%s' yet. Maybe name another data folder with --data."
                            .formatted(data.path()));
        }
        return withNew(work);
    }
}

package dorsal.cli;

import dorsal.activation.RuleSetArchive;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where Dorsal keeps what it must not forget. */
final class DataFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where Dorsal keeps its data. Default: '${DEFAULT-VALUE}' here.",
            defaultValue = "data")
    private Path folder = Path.of("data");

    /** The rule sets that were in use. */
    RuleSetArchive archive() {
        return new RuleSetArchive(folder.resolve("rule-sets"));
    }
}

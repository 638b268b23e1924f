package dorsal.cli;

import dorsal.activation.RuleSetArchive;
import dorsal.knowledge.KnowledgeFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where Dorsal keeps what it must not forget. */
final class DataFolder {
    private static final String FINGERPRINT = "sha256:";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where Dorsal keeps its data. Default: '${DEFAULT-VALUE}' here.",
            defaultValue = "data")
    private Path folder = Path.of("data");

    Path path() {
        return folder;
    }

    /** A rules folder, or a rule set that was in use by its fingerprint. */
    KnowledgeFolder rules(String name) {
        return name.startsWith(FINGERPRINT) ? archive().find(name) : KnowledgeFolder.read(Path.of(name));
    }

    /** The rule sets that were in use. */
    RuleSetArchive archive() {
        return new RuleSetArchive(folder.resolve("rule-sets"));
    }
}

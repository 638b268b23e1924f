package dorsal.cli;

import dorsal.knowledge.KnowledgeFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rules a command uses. */
final class RulesFolder {
    private static final Path BESIDE = Path.of("rules");

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "The rules folder. Default: 'rules' here, else the rules packed into the program.")
    private @Nullable Path folder;

    /**
     * The folder given, the one beside the working directory, the one that the launcher stands beside, or the one packed
     * into the program.
     */
    KnowledgeFolder read() {
        if (folder != null) {
            return KnowledgeFolder.read(folder);
        }
        if (Files.isDirectory(BESIDE)) {
            return KnowledgeFolder.read(BESIDE);
        }
        String launched = System.getProperty("dorsal.rules", "");
        return launched.isEmpty() ? KnowledgeFolder.packed() : KnowledgeFolder.read(Path.of(launched));
    }
}

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

    /** The folder given, the one beside the working directory, or the one packed into the program. */
    KnowledgeFolder read() {
        if (folder != null) {
            return KnowledgeFolder.read(folder);
        }
        return Files.isDirectory(BESIDE) ? KnowledgeFolder.read(BESIDE) : KnowledgeFolder.packed();
    }
}

package dorsal.cli;

import dorsal.knowledge.KnowledgeFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which rules a command uses. */
final class RulesFolder {
    private static final Path BESIDE = Path.of("rules");

    @Mixin
    private DataFolder data = new DataFolder();

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "The rules folder, or the fingerprint of a rule set that was in use (sha256:…)."
                    + " Default: 'rules' here, else the rules packed into the program.")
    private @Nullable String rules;

    /**
     * The folder given, the one beside the working directory, the one that the launcher stands beside, or the one packed
     * into the program.
     */
    KnowledgeFolder read() {
        return rules != null
                ? data.rules(rules)
                : path().map(KnowledgeFolder::read).orElseGet(KnowledgeFolder::packed);
    }

    /** The folder on disk; nothing when only the packed rules are there. */
    Optional<Path> path() {
        if (rules != null) {
            return Optional.of(Path.of(rules));
        }
        if (Files.isDirectory(BESIDE)) {
            return Optional.of(BESIDE);
        }
        String launched = System.getProperty("dorsal.rules", "");
        return launched.isEmpty() ? Optional.empty() : Optional.of(Path.of(launched));
    }

    /**
     * The folder on disk, for commands that need one to watch or to write.
     *
     * @throws ParameterException when there is none
     */
    Path path(CommandSpec command) {
        return path().orElseThrow(() -> new ParameterException(
                command.commandLine(), "Expected a rules folder: none stands here, and --rules names none."));
    }

    DataFolder data() {
        return data;
    }
}

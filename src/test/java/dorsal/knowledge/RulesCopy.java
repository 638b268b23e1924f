package dorsal.knowledge;

import dorsal.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the shipped rules with a fixture laid over it. A fixture is one rule file ({@code NAME.dslr}), or a folder
 * whose files are added to the rules or replace them; {@code findings.yaml.added} is written below the shipped
 * {@code findings.yaml}.
 */
public final class RulesCopy {
    private static final Path SHIPPED = Path.of("rules");
    private static final String ADDED = ".added";

    private final Path folder;
    private final Map<String, Integer> linesShipped = new HashMap<>();

    private RulesCopy(Path folder) {
        this.folder = folder;
    }

    /** The shipped rules as they are. */
    public static RulesCopy in(Path parent) throws IOException {
        return of(SHIPPED, parent);
    }

    /** Any rules as they are. */
    public static RulesCopy of(Path rules, Path parent) throws IOException {
        RulesCopy copy = new RulesCopy(parent.resolve("rules"));
        copy.take(rules);
        return copy;
    }

    /** The shipped rules with a fixture over them. */
    public static RulesCopy with(Path fixture, Path parent) throws IOException {
        RulesCopy copy = in(parent);
        if (Files.isDirectory(fixture)) {
            copy.take(fixture);
        } else {
            Files.copy(fixture, copy.folder.resolve("30-conditions/99-" + fixture.getFileName()));
        }
        return copy;
    }

    /** Every fixture of a folder of resources; expected texts are none. */
    public static List<Path> fixtures(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.toString().endsWith(".expected.txt"))
                    .sorted()
                    .toList();
        }
    }

    public Path folder() {
        return folder;
    }

    /**
     * A problem as it is printed when Dorsal runs beside the rules. Below the end of a shipped file lines count from
     * there ({@code rules/findings.yaml:+1:3}), so that a fixture outlives changes of the shipped rules.
     */
    public String print(Problem problem) {
        String file = "rules" + problem.at().file().substring(folder.toString().length());
        int line = problem.at().line();
        int shipped = linesShipped.getOrDefault(file, Integer.MAX_VALUE);
        String printedLine = line > shipped ? "+" + (line - shipped) : String.valueOf(line);
        String message = problem.message().replace(folder.toString(), "rules");
        return file + ":" + printedLine + ":" + problem.at().column() + ": " + message;
    }

    private void take(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                take(file, from.relativize(file).toString());
            }
        }
    }

    private void take(Path file, String path) throws IOException {
        Path to = folder.resolve(path);
        Files.createDirectories(to.resolveSibling("."));
        if (path.endsWith(ADDED)) {
            String name = path.substring(0, path.length() - ADDED.length());
            linesShipped.put(
                    "rules/" + name, Files.readAllLines(folder.resolve(name)).size());
            Files.write(folder.resolve(name), Files.readAllBytes(file), StandardOpenOption.APPEND);
        } else {
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

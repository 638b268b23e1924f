package dorsal.knowledge;

import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The files of a rules folder, by path; notes, dotfiles and what editors leave behind are left aside. */
public final class FolderListing {
    private static final int MOST_FILES = 5_000;
    private static final int DEEPEST = 16;
    private static final Set<String> LEFT_BY_EDITORS = Set.of("4913");

    private FolderListing() {}

    /**
     * One file.
     *
     * @param path below the folder, with {@code /}
     */
    public record Entry(Path file, String path, BasicFileAttributes attributes) {}

    /**
     * Lists a folder.
     *
     * @param name what people call the folder
     * @throws ProblemsException if it is missing, cannot be listed, or holds more than any rules folder
     */
    public static List<Entry> of(Path given, String name) {
        Position start = Position.startOf(name);
        if (!Files.isDirectory(given)) {
            throw new ProblemsException(Problem.of(
                    start,
                    Files.exists(given) ? "This is not a folder." : "There is no such folder.",
                    "Expected a folder with rules (see --rules)."));
        }
        List<Entry> entries = new ArrayList<>();
        try {
            // A link to a folder is followed when it is the folder given; links inside are files that are refused.
            Path folder = given.toRealPath();
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, visitor(folder, entries));
        } catch (IOException e) {
            throw new ProblemsException(Problem.of(
                    start,
                    "This folder cannot be read: %s (%s)."
                            .formatted(e.getMessage(), e.getClass().getSimpleName())));
        }
        if (entries.size() > MOST_FILES) {
            throw new ProblemsException(Problem.of(
                    start,
                    "This folder holds more than %d files.".formatted(MOST_FILES),
                    "Expected a folder with rules and nothing else (see --rules)."));
        }
        entries.sort((a, b) -> a.path().compareTo(b.path()));
        return entries;
    }

    private static SimpleFileVisitor<Path> visitor(Path folder, List<Entry> entries) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean hidden = directory.getFileName() != null
                        && directory.getFileName().toString().startsWith(".")
                        && !directory.equals(folder);
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!isLeftAside(path)) {
                    entries.add(new Entry(file, path, attributes));
                }
                return entries.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        };
    }

    private static boolean isLeftAside(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.startsWith(".")
                || file.endsWith(".md")
                || file.endsWith("~")
                || file.endsWith(".swp")
                || LEFT_BY_EDITORS.contains(file);
    }
}

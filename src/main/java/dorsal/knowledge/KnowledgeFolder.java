package dorsal.knowledge;

import dorsal.text.DataNode;
import dorsal.text.ParsedTexts;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import dorsal.text.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a rules folder as they are at one moment. Every file is one that Dorsal reads, or is refused: a rule must
 * never be silently not loaded.
 *
 * @param name what people call the folder; problems name its files below it
 * @param contents every file that Dorsal reads, as it is, by its path in the folder with {@code /}
 * @param files the text of every such file that is text
 * @param parsed the documents among the files as far as they were read
 * @param fingerprint SHA-256 over paths and contents
 * @param problems what is wrong with whole files: not text, empty, unknown, unreadable
 */
public record KnowledgeFolder(
        String name,
        SortedMap<String, byte[]> contents,
        SortedMap<String, SourceText> files,
        ParsedTexts parsed,
        String fingerprint,
        List<Problem> problems) {
    /** The vocabulary files, each of which has to be there. */
    static final List<String> VOCABULARY = List.of(
            "findings.yaml",
            "attestations.yaml",
            "movements.yaml",
            "exercises.yaml",
            "sources.yaml",
            "destinations.yaml",
            "doses.yaml",
            "training-log.yaml");

    /** What the analysis points at and is meant so; a folder need not have it. */
    static final String ACCEPTED = "accepted.yaml";

    /** How a week is put together; a folder without it plans none. */
    static final String PROGRAMME = "programme.yaml";

    /** A picture for each exercise; a folder need not have it. */
    static final String FIGURES = "figures.yaml";

    /** What a handout says beside the plan; a folder need not have it. */
    static final String HANDOUT = "handout.yaml";

    /** What several visits of one patient are read by; a folder need not have it. */
    static final String COURSE = "course.yaml";

    private static final List<String> OPTIONAL = List.of(ACCEPTED, PROGRAMME, FIGURES, HANDOUT, COURSE);
    private static final List<String> NAMED =
            Stream.concat(VOCABULARY.stream(), OPTIONAL.stream()).toList();
    private static final String PEOPLE = "cases/people.yaml";
    private static final String UNNOTICED = "cases/unnoticed.yaml";
    private static final String RULES = ".dslr";
    private static final String CASES = ".cases.yaml";
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    /**
     * Reads a folder; what is wrong with single files is kept as {@link #problems}, so that the rest is read too.
     *
     * @throws ProblemsException if the folder is missing or cannot be listed
     */
    public static KnowledgeFolder read(Path folder) {
        return read(folder, folder.toString(), new ParsedTexts());
    }

    /** The same, where another state of the folder was read before: what did not change is not parsed again. */
    public static KnowledgeFolder read(Path folder, KnowledgeFolder before) {
        return read(folder, folder.toString(), before.parsed());
    }

    /** The rules packed into the program. */
    public static KnowledgeFolder packed() {
        try {
            URI uri = Optional.ofNullable(KnowledgeFolder.class.getResource("/rules/findings.yaml"))
                    .orElseThrow(() -> new IllegalStateException("No rules are packed into this program."))
                    .toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri).resolveSibling("."), "rules", new ParsedTexts());
            }
            String jar = uri.toString().substring(0, uri.toString().indexOf('!'));
            try (FileSystem archive = FileSystems.newFileSystem(URI.create(jar), Map.of())) {
                return read(archive.getPath("/rules"), "rules", new ParsedTexts());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnowledgeFolder read(Path folder, String name, ParsedTexts parsed) {
        Problems problems = new Problems();
        return of(name, contents(folder, name, problems), problems, parsed);
    }

    /** A folder that is not on disk as such: a version that was kept. */
    public static KnowledgeFolder of(String name, SortedMap<String, byte[]> contents) {
        return of(name, contents, new Problems(), new ParsedTexts());
    }

    private static KnowledgeFolder of(
            String name, SortedMap<String, byte[]> contents, Problems problems, ParsedTexts parsed) {
        SortedMap<String, SourceText> files = new TreeMap<>();
        contents.forEach((path, bytes) -> {
            try {
                SourceText text = SourceText.decode(name + "/" + path, bytes);
                if (text.isBlank()) {
                    problems.add(
                            Position.startOf(text.name()),
                            "This file is empty.",
                            "Expected its contents; a file that is not needed is deleted.");
                } else {
                    files.put(path, text);
                }
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        });
        for (String needed : VOCABULARY) {
            if (!contents.containsKey(needed)) {
                problems.add(Position.startOf(name + "/" + needed), "This file is missing.", "");
            }
        }
        if (contents.keySet().stream().noneMatch(path -> path.endsWith(RULES))) {
            problems.add(
                    Position.startOf(name),
                    "This folder holds no rules.",
                    "Expected at least one file ending in .dslr.");
        }
        return new KnowledgeFolder(
                name, contents, files, parsed.only(files.values()), fingerprint(contents), problems.sorted());
    }

    private static SortedMap<String, byte[]> contents(Path folder, String name, Problems problems) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (FolderListing.Entry entry : FolderListing.of(folder, name)) {
            Position start = Position.startOf(name + "/" + entry.path());
            if (!isRead(entry.path())) {
                problems.add(Problem.of(
                                start,
                                "Dorsal does not read this file.",
                                "Expected rules (*.dslr), cases (*.cases.yaml), notes (*.md) or one of "
                                        + String.join(", ", VOCABULARY) + ".")
                        .maybe(Spelling.suggest(entry.path(), NAMED)));
                continue;
            }
            try {
                if (!Files.isRegularFile(entry.file(), LinkOption.NOFOLLOW_LINKS)
                        || Files.size(entry.file()) > MOST_BYTES) {
                    problems.add(start, "This is not a plain file of at most 8 MB.", "");
                    continue;
                }
                contents.put(entry.path(), Files.readAllBytes(entry.file()));
            } catch (NoSuchFileException e) {
                problems.add(start, "This file went away while the folder was read.", "");
            } catch (IOException e) {
                problems.add(start, "This file cannot be read (" + e.getClass().getSimpleName() + ").", "");
            }
        }
        return contents;
    }

    /** True for a path at which Dorsal reads a file; any other file is refused. */
    public static boolean isRead(String path) {
        return VOCABULARY.contains(path)
                || OPTIONAL.contains(path)
                || path.equals(PEOPLE)
                || path.equals(UNNOTICED)
                || path.endsWith(RULES)
                || path.endsWith(CASES);
    }

    private static String fingerprint(SortedMap<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((path, bytes) -> {
                digest.update((path + '\n' + bytes.length + '\n').getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A vocabulary file; nothing when it is among the {@link #problems}. */
    Optional<SourceText> vocabulary(String file) {
        return Optional.ofNullable(files.get(file));
    }

    /** One of the files that a folder need not have, as data; nothing when it has none or it cannot be read. */
    Optional<DataNode> data(String file, Problems found) {
        return Optional.ofNullable(files.get(file)).flatMap(text -> parsed.read(text, found));
    }

    /** The rule files, by path. */
    public List<SourceText> ruleFiles() {
        return ending(RULES);
    }

    /** The case files, by path. */
    public List<SourceText> caseFiles() {
        return ending(CASES);
    }

    /** The people that cases start from, where the folder keeps any. */
    public Optional<SourceText> people() {
        return Optional.ofNullable(files.get(PEOPLE));
    }

    /** Changes of rules that no case notices and why that is accepted, where the folder lists any. */
    public Optional<SourceText> unnoticed() {
        return Optional.ofNullable(files.get(UNNOTICED));
    }

    private List<SourceText> ending(String suffix) {
        return files.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(suffix))
                .map(Map.Entry::getValue)
                .toList();
    }
}

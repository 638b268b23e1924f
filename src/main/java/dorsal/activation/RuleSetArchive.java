package dorsal.activation;

import dorsal.knowledge.KnowledgeFolder;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataReader;
import dorsal.text.Fields;
import dorsal.text.JsonWriter;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every rule set that ever was in use, by fingerprint, so that any past assessment can be made again. Contents are kept
 * once, under their own hash:
 *
 * <pre>
 * files/HASH                the contents of a file
 * versions/FINGERPRINT.json which files with which contents a rule set has
 * history/NUMBER.json       when which rule set came into use (see {@link RuleSetHistory})
 * </pre>
 *
 * What stands here is written once and never changed.
 */
public final class RuleSetArchive {
    private static final String ALGORITHM = "sha256:";
    private static final int SHORTEST = 8;

    private final Path folder;

    /**
     * The archive in a folder.
     *
     * @param folder made when the first rule set is kept
     */
    public RuleSetArchive(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /**
     * Keeps a rules folder. Keeping it again changes nothing.
     *
     * @throws IOException if it could not be kept completely, for example since the disk is full
     */
    public void keep(KnowledgeFolder rules) throws IOException {
        Path version = version(rules.fingerprint());
        if (Files.exists(version)) {
            return;
        }
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : rules.contents().entrySet()) {
            String hash = hash(file.getValue());
            Path kept = contents(hash);
            if (!Files.exists(kept)) {
                DurableFiles.write(kept, file.getValue());
            }
            hashes.put(file.getKey(), hash);
        }
        DurableFiles.write(version, JsonWriter.write(Map.of("files", hashes)).getBytes(StandardCharsets.UTF_8));
    }

    /** True when the rule set with this whole fingerprint is kept. */
    public boolean holds(String fingerprint) {
        return Files.exists(version(fingerprint));
    }

    /**
     * The rules folder with a fingerprint, or with the only one that begins so.
     *
     * @param fingerprint {@code sha256:} and at least eight of its digits
     * @throws ProblemsException if there is none, several begin so, or what is kept was damaged
     */
    public KnowledgeFolder find(String fingerprint) {
        Position at = Position.startOf(fingerprint);
        List<String> kept = fingerprints().stream()
                .filter(candidate -> candidate.startsWith(fingerprint))
                .toList();
        if (fingerprint.length() < ALGORITHM.length() + SHORTEST || kept.size() != 1) {
            throw new ProblemsException(Problem.of(
                    at,
                    kept.size() > 1
                            ? "%d rule sets have a fingerprint that begins so.".formatted(kept.size())
                            : "No rule set with this fingerprint is kept in %s.".formatted(folder),
                    "Expected sha256: and at least %d digits of a fingerprint (see 'dorsal rules list')."
                            .formatted(SHORTEST)));
        }
        try {
            KnowledgeFolder rules = KnowledgeFolder.of("rules@" + kept.get(0).substring(7, 15), read(kept.get(0)));
            if (rules.fingerprint().equals(kept.get(0))) {
                return rules;
            }
        } catch (IOException e) {
            // told below: a file of it is gone or cannot be read
        }
        throw new ProblemsException(Problem.of(
                at,
                "What is kept of this rule set in %s is damaged.".formatted(folder),
                "Expected the files that belong to its fingerprint; restore them from a backup."));
    }

    private List<String> fingerprints() {
        try (Stream<Path> versions = Files.list(folder.resolve("versions"))) {
            return versions.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{64}\\.json"))
                    .map(name -> ALGORITHM + name.substring(0, 64))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // nothing was kept yet
        }
    }

    private SortedMap<String, byte[]> read(String fingerprint) throws IOException {
        Path version = version(fingerprint);
        Problems problems = new Problems();
        SortedMap<String, byte[]> contents = new TreeMap<>();
        SourceText text = SourceText.decode(version.toString(), Files.readAllBytes(version));
        List<Entry> files = DataReader.read(text, problems)
                .map(node -> Fields.of(node, "a rule set", problems)
                        .map("files", "hashes by file")
                        .entries())
                .orElse(List.of());
        for (Entry file : files) {
            if (file.value() instanceof Scalar hash && hash.text().matches("[0-9a-f]{64}")) {
                contents.put(file.key(), Files.readAllBytes(contents(hash.text())));
            }
        }
        return contents;
    }

    private Path version(String fingerprint) {
        return folder.resolve("versions").resolve(fingerprint.substring(ALGORITHM.length()) + ".json");
    }

    private Path contents(String hash) {
        return folder.resolve("files").resolve(hash);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

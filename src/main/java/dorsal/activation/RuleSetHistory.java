package dorsal.activation;

import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Candidate;
import dorsal.rehearsal.RuleChanges;
import dorsal.text.DataNode;
import dorsal.text.DataReader;
import dorsal.text.Fields;
import dorsal.text.JsonWriter;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When which rule set came into use, by whom and why: one file for each entry, written once. Several programs may add to
 * it; a lock keeps their numbers apart.
 */
public final class RuleSetHistory {
    /** A lock on a file keeps other programs out, but not other threads of this one. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;

    public RuleSetHistory(RuleSetArchive archive) {
        this.folder = archive.folder().resolve("history");
    }

    /** Every entry, oldest first. An entry that was damaged is left out: it hides no other. */
    public List<Activation> entries() {
        List<Activation> entries = new ArrayList<>();
        files().forEach(file -> read(file).ifPresent(entries::add));
        return List.copyOf(entries);
    }

    /** The last entry of the rules in one folder. */
    public Optional<Activation> last(Path rulesFolder) {
        String name = nameOf(rulesFolder);
        List<Path> files = files();
        for (int i = files.size() - 1; i >= 0; i--) {
            Optional<Activation> entry =
                    read(files.get(i)).filter(found -> found.folder().equals(name));
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    /**
     * Adds that a rule set came into use.
     *
     * @param before the rules in use until then, if any were
     * @throws IOException if the entry could not be written
     */
    Activation add(Path rulesFolder, Instant at, Edit edit, Candidate now, Optional<RuleSet> before)
            throws IOException {
        Files.createDirectories(folder);
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock held = channel.lock(); // closing the channel gives it back too
                Activation entry = entry(rulesFolder, at, edit, now, before);
                DurableFiles.write(
                        folder.resolve("%06d.json".formatted(entry.number())),
                        JsonWriter.write(written(entry)).getBytes(StandardCharsets.UTF_8));
                held.release();
                return entry;
            }
        }
    }

    private Activation entry(Path rulesFolder, Instant at, Edit edit, Candidate now, Optional<RuleSet> before) {
        return new Activation(
                1 + files().stream().mapToInt(RuleSetHistory::number).max().orElse(0),
                at,
                now.rules().fingerprint(),
                before.map(RuleSet::fingerprint),
                nameOf(rulesFolder),
                now.rules().knowledge().rules().size(),
                now.cases().size(),
                edit,
                before.map(RuleSet::knowledge)
                        .map(old -> RuleChanges.between(old, now.rules().knowledge()))
                        .orElse(new RuleChanges(List.of(), List.of(), List.of(), List.of())));
    }

    private static String nameOf(Path rulesFolder) {
        try {
            return rulesFolder.toRealPath().toString();
        } catch (IOException e) {
            return rulesFolder.toAbsolutePath().normalize().toString();
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().substring(0, 6));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{6}\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // nothing came into use yet
        }
    }

    private static Map<String, Object> written(Activation entry) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("number", entry.number());
        written.put("at", entry.at().toString());
        written.put("fingerprint", entry.fingerprint());
        entry.before().ifPresent(before -> written.put("before", before));
        written.put("folder", entry.folder());
        written.put("rules", entry.rules());
        written.put("cases", entry.cases());
        written.put("who", entry.edit().who());
        written.put("how", entry.edit().how().code());
        written.put("why", entry.edit().why());
        written.put("added", entry.changes().added());
        written.put("removed", entry.changes().removed());
        written.put("changed", entry.changes().changed());
        written.put("files", entry.changes().files());
        return written;
    }

    private static Optional<Activation> read(Path file) {
        try {
            Problems problems = new Problems();
            Optional<Activation> entry = DataReader.read(
                            SourceText.decode(file.toString(), Files.readAllBytes(file)), problems)
                    .map(node -> entry(node, problems));
            return problems.isEmpty() ? entry : Optional.empty();
        } catch (IOException | ProblemsException | DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Activation entry(DataNode node, Problems problems) {
        Fields fields = Fields.of(node, "an entry of the history", problems);
        return new Activation(
                fields.wholeNumber("number"),
                Instant.parse(fields.text("at")),
                fields.text("fingerprint"),
                fields.findText("before"),
                fields.text("folder"),
                fields.wholeNumber("rules"),
                fields.wholeNumber("cases"),
                new Edit(
                        fields.text("who"),
                        Edit.How.valueOf(
                                fields.text("how").toUpperCase(Locale.ROOT).replace('-', '_')),
                        fields.text("why")),
                new RuleChanges(
                        fields.texts("added"),
                        fields.texts("removed"),
                        fields.texts("changed"),
                        fields.texts("files")));
    }
}

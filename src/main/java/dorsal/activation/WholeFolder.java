package dorsal.activation;

import dorsal.knowledge.KnowledgeFolder;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder that becomes one rule set after another, whole. Files are written one by one, so a note beside the archive says
 * which rule set is on its way: a program that was stopped in between is followed by one that goes on.
 */
final class WholeFolder {
    private final Path folder;
    private final RuleSetArchive archive;
    private final Path note;

    WholeFolder(Path folder, RuleSetArchive archive) {
        this.folder = folder;
        this.archive = archive;
        this.note = archive.folder().resolve("unfinished");
    }

    /**
     * Makes the folder hold exactly the files of a rule set.
     *
     * @param version kept in the archive
     * @throws IOException if that is not possible; the folder is as it was then, unless that was not possible either
     */
    void become(KnowledgeFolder version) throws IOException {
        KnowledgeFolder before = onDisk();
        DurableFiles.write(note, (version.fingerprint() + "\n" + name()).getBytes(StandardCharsets.UTF_8));
        try {
            put(version);
        } catch (IOException e) {
            put(before);
            throw e;
        } finally {
            if (onDisk().fingerprint().equals(version.fingerprint())
                    || onDisk().fingerprint().equals(before.fingerprint())) {
                Files.deleteIfExists(note);
            }
        }
    }

    /**
     * Goes on where a program was stopped. What stands in the folder is kept in the archive first: somebody may have worked
     * on it since.
     *
     * @throws IOException if that is not possible
     */
    void finish() throws IOException {
        if (!Files.exists(note)) {
            return;
        }
        List<String> said = Files.readAllLines(note);
        if (said.size() != 2 || !said.get(1).equals(name())) {
            return; // another folder's
        }
        try {
            KnowledgeFolder version = archive.find(said.get(0));
            archive.keep(onDisk());
            put(version);
        } catch (ProblemsException e) {
            // it is not in the archive any more: what stands in the folder counts
        }
        Files.delete(note);
    }

    private String name() {
        return folder.toAbsolutePath().normalize().toString();
    }

    private KnowledgeFolder onDisk() {
        return Files.isDirectory(folder)
                ? KnowledgeFolder.read(folder)
                : KnowledgeFolder.of(folder.toString(), new TreeMap<>());
    }

    private void put(KnowledgeFolder version) throws IOException {
        KnowledgeFolder onDisk = onDisk();
        for (Map.Entry<String, byte[]> file : version.contents().entrySet()) {
            if (!Arrays.equals(onDisk.contents().get(file.getKey()), file.getValue())) {
                DurableFiles.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
        for (String file : onDisk.contents().keySet()) {
            if (!version.contents().containsKey(file)) {
                Files.delete(folder.resolve(file));
            }
        }
    }
}

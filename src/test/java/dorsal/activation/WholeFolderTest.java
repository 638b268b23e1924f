package dorsal.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RulesCopy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is never left as a mixture of two rule sets. */
class WholeFolderTest {
    private static final String CASES = "10-all/11-all.cases.yaml";
    private static final int FILES = 60;
    private static final int KILLS = 6;

    @TempDir
    private Path parent;

    private Path folder;
    private KnowledgeFolder earlier;
    private KnowledgeFolder later;

    /** Two rule sets of many files, each other in the one than in the other. */
    @BeforeEach
    void makeTwo() throws IOException {
        folder = RulesCopy.of(Path.of("src/test/resources/small-rules"), parent).folder();
        String cases = Files.readString(folder.resolve(CASES)).split("- id: wrong-on-purpose")[0];
        Files.writeString(folder.resolve(CASES), cases);
        writeCopies(cases, "earlier");
        earlier = KnowledgeFolder.read(folder);
        RuleActivation.start(folder, archive(), Clock.systemUTC());
        writeCopies(cases, "later");
        later = KnowledgeFolder.read(folder);
        RuleActivation.start(folder, archive(), Clock.systemUTC());
    }

    private void writeCopies(String cases, String word) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(
                    folder.resolve("10-all/copy-%d.cases.yaml".formatted(i)),
                    "# " + word + "\n" + cases.replaceAll("- id: (\\S+)", "- id: $1-" + i));
        }
    }

    private RuleSetArchive archive() {
        return new RuleSetArchive(parent.resolve("rule-sets"));
    }

    private Path note() {
        return archive().folder().resolve("unfinished");
    }

    private String onDisk() {
        return KnowledgeFolder.read(folder).fingerprint();
    }

    @Test
    void whoIsKilledWhileItBecomesAnotherIsFinishedAtTheNextStart() throws Exception {
        Random random = new Random(20_261_126);
        int halfWritten = 0;
        for (int i = 0; i < KILLS; i++) {
            KnowledgeFolder next = i % 2 == 0 ? earlier : later;
            killWhileItBecomes(next, random.nextInt(60));
            if (!onDisk().equals(earlier.fingerprint()) && !onDisk().equals(later.fingerprint())) {
                halfWritten++;
            }

            RuleActivation activation = RuleActivation.start(folder, archive(), Clock.systemUTC());

            assertThat(onDisk()).isEqualTo(next.fingerprint());
            assertThat(activation.active().current().fingerprint()).isEqualTo(next.fingerprint());
            assertThat(activation.active().standing().refused()).isEmpty();
            assertThat(note()).doesNotExist();
        }
        assertThat(halfWritten).as("kills in the middle").isPositive();
    }

    private void killWhileItBecomes(KnowledgeFolder next, int milliseconds) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Changer.class.getName(),
                        folder.toString(),
                        archive().folder().toString(),
                        next.fingerprint())
                .inheritIO()
                .start();
        while (process.isAlive() && !Files.exists(note())) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.MILLISECONDS.sleep(milliseconds);
        process.destroyForcibly().waitFor();
    }

    /** Goes back to an earlier rule set in a process of its own. */
    static final class Changer {
        private Changer() {}

        public static void main(String[] arguments) {
            RuleSetArchive archive = new RuleSetArchive(Path.of(arguments[1]));
            new Publisher(Path.of(arguments[0]), archive, Clock.systemUTC()).rollBack(arguments[2], "Ann", "Too soft.");
        }
    }

    @Test
    void whereItCannotBecomeAnotherItStaysAsItWas() throws IOException {
        // A folder with something in it stands where the last file belongs, and cannot be replaced by a file.
        Path last = folder.resolve("10-all/copy-9.cases.yaml");
        Files.delete(last);
        KnowledgeFolder before = KnowledgeFolder.read(folder);
        Files.createDirectories(last.resolve("in-the-way"));

        assertThatThrownBy(() -> new WholeFolder(folder, archive()).become(earlier))
                .isInstanceOf(IOException.class);

        assertThat(onDisk()).isEqualTo(before.fingerprint());
        assertThat(note()).doesNotExist();
    }

    @Test
    void whatSomebodyWroteSinceIsKept() throws IOException {
        Files.writeString(folder.resolve(CASES), "# mine\n" + Files.readString(folder.resolve(CASES)));
        String mine = onDisk();
        Files.writeString(note(), earlier.fingerprint() + "\n" + folder.toAbsolutePath());

        RuleActivation.start(folder, archive(), Clock.systemUTC());

        assertThat(onDisk()).isEqualTo(earlier.fingerprint());
        assertThat(archive().holds(mine)).isTrue();
    }

    @Test
    void whoMayReadAFileStaysAsItWas() throws IOException {
        Path file = folder.resolve(CASES);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        DurableFiles.write(file, "other".getBytes(StandardCharsets.UTF_8));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void aNoteAboutAnotherFolderChangesNothing() throws IOException {
        Files.writeString(note(), earlier.fingerprint() + "\n" + parent.resolve("elsewhere"));

        RuleActivation.start(folder, archive(), Clock.systemUTC());

        assertThat(onDisk()).isEqualTo(later.fingerprint());
    }
}

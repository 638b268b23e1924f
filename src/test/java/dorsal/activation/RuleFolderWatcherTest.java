package dorsal.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RulesCopy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Edits of every kind are noticed, by whatever program they are made. */
@Timeout(60)
class RuleFolderWatcherTest {
    private static final Path SMALL = Path.of("src/test/resources/small-rules");
    private static final String RULES = "10-all/11-all.dslr";

    @TempDir
    private Path parent;

    private Path folder;
    private RuleActivation activation;
    private RuleFolderWatcher watcher;
    private final LinkedBlockingQueue<Standing> looks = new LinkedBlockingQueue<>();

    @BeforeEach
    void watchTheSmallRules() throws Exception {
        folder = RulesCopy.of(SMALL, parent).folder();
        Path cases = folder.resolve("10-all/11-all.cases.yaml");
        Files.writeString(cases, Files.readString(cases).split("- id: wrong-on-purpose")[0]);
        activation =
                RuleActivation.start(folder, new RuleSetArchive(parent.resolve("data/rule-sets")), Clock.systemUTC());
        watcher = RuleFolderWatcher.watching(folder, () -> looks.add(activation.lookAtDisk()));
        assertThat(next().refused()).isEmpty();
    }

    @AfterEach
    void stop() {
        watcher.close();
    }

    private Standing next() throws InterruptedException {
        Standing standing = looks.poll(30, TimeUnit.SECONDS);
        assertThat(standing).as("a change that was noticed").isNotNull();
        return standing;
    }

    private Path rules() {
        return folder.resolve(RULES);
    }

    private String edited() throws IOException {
        return Files.readString(rules()).replace("Muscle needs two days.", "Muscle needs rest.");
    }

    private void assertThatTheEditIsLive() throws InterruptedException {
        Standing standing = next();
        assertThat(standing.refused()).isEmpty();
        assertThat(standing.rules().rule("rest-after-work").reason()).isEqualTo("Muscle needs rest.");
    }

    @Test
    void aFileWrittenInPlaceIsNoticed() throws Exception {
        Files.writeString(rules(), edited());

        assertThatTheEditIsLive();
    }

    @Test
    void aFileWrittenBesideAndRenamedIsNoticed() throws Exception {
        Path beside = Files.writeString(folder.resolve("10-all/.11-all.dslr.swp"), edited());
        Files.move(beside, rules(), StandardCopyOption.ATOMIC_MOVE);

        assertThatTheEditIsLive();
    }

    @Test
    void aReplacedFolderIsNoticed() throws Exception {
        String text = edited();
        Path other = RulesCopy.of(folder, parent.resolve("other")).folder();
        Files.writeString(other.resolve(RULES), text);
        Files.move(folder, parent.resolve("gone"));
        Files.move(other, folder);

        Standing standing = next();
        while (standing.refused().isPresent()) {
            standing = next(); // the moment without a folder may have been seen
        }
        assertThat(standing.rules().rule("rest-after-work").reason()).isEqualTo("Muscle needs rest.");
    }

    @Test
    void aNewFileInANewFolderIsNoticed() throws Exception {
        Path file = folder.resolve("20-more/21-more.dslr");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(
                file,
                Files.readString(rules())
                        .replaceAll("(?s)^.*(rule \"rest-after-work.*?\nend\n).*$", "$1")
                        .replace("rest-after-work", "rest-more"));

        Standing standing = next();
        assertThat(standing.refused()).isEmpty();
        assertThat(standing.rules().knowledge().findRule("rest-more")).isPresent();
    }

    @Test
    void aDeletedAndRestoredFileIsNoticedTwice() throws Exception {
        String text = Files.readString(rules());
        Files.delete(rules());
        assertThat(next().refused()).isPresent();

        Files.writeString(rules(), text);
        assertThat(next().refused()).isEmpty();
    }

    @Test
    void aSaveHalfwayThroughNeverGoesLive() throws Exception {
        byte[] text = edited().getBytes(StandardCharsets.UTF_8);
        int half = new String(text, StandardCharsets.UTF_8).indexOf("rule \"dose");
        try (RandomAccessFile file = new RandomAccessFile(rules().toFile(), "rw")) {
            file.setLength(0);
            file.write(text, 0, half - 20);
            file.getFD().sync();
            Standing halfway = next();
            assertThat(halfway.refused()).isPresent();
            assertThat(halfway.rules().rule("rest-after-work").reason()).isEqualTo("Muscle needs two days.");
            file.write(text, half - 20, text.length - half + 20);
        }

        assertThatTheEditIsLive();
    }

    @Test
    void aLinkedFolderIsWatchedToo() throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("link"), folder);
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        RuleFolderWatcher other = RuleFolderWatcher.watching(
                link, () -> seen.add(KnowledgeFolder.read(link).fingerprint()));
        try {
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isNotNull();
            Files.writeString(rules(), edited());
            assertThat(seen.poll(30, TimeUnit.SECONDS))
                    .isEqualTo(KnowledgeFolder.read(folder).fingerprint());
        } finally {
            other.close();
        }
    }
}

package dorsal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program that is killed while it writes loses nothing that it acknowledged. {@code -Dkills=300} kills it as often in
 * each database; by default a few dozen times altogether.
 */
class KilledTest extends ChartTests {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final long SEED = Long.getLong("kills.seed", 20_261_122);

    @ParameterizedTest
    @EnumSource
    void nothingAcknowledgedIsLost(Kept kept) throws Exception {
        reopen(open(kept)); // makes the tables
        Random random = new Random(SEED);
        int acknowledged = 0;
        int opened = 0;
        for (int i = 0; i < KILLS; i++) {
            List<String> said = writeAndKill("w" + i, random.nextInt(700));
            acknowledged += said.size();
            // Some are killed while they find what the one before left behind.
            if (random.nextInt(3) > 0 || i == KILLS - 1) {
                opened++;
                Chart chart = reopened();
                assertKept(chart, said);
                assertSound(chart);
                reopen(chart);
            } else {
                pending.addAll(said);
            }
        }
        Chart chart = reopened();
        assertKept(chart, pending);
        assertNothingIsHalfThere(chart);
        assertThat(acknowledged)
                .as("writes acknowledged before %d looks", opened)
                .isGreaterThan(KILLS);
    }

    private final List<String> pending = new ArrayList<>();

    private List<String> writeAndKill(String name, int milliseconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                data().toString(),
                name));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(setting -> setting.startsWith("DORSAL_"));
        builder.environment().putAll(settings());
        File errors = folder().resolve("err.txt").toFile();
        builder.redirectError(errors);
        Process process = builder.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            Thread killer = new Thread(() -> {
                try {
                    Thread.sleep(milliseconds);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                process.destroyForcibly();
            });
            killer.start();
            char[] piece = new char[1 << 16];
            StringBuilder all = new StringBuilder();
            for (int n = read(out, piece); n > 0; n = read(out, piece)) {
                all.append(piece, 0, n);
            }
            killer.join();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            // The last line may have been cut off: it is not an acknowledgement.
            int end = all.lastIndexOf("\n");
            if (end >= 0) {
                said.addAll(List.of(all.substring(0, end).split("\n")));
            }
        }
        return said;
    }

    private static int read(BufferedReader out, char[] piece) {
        try {
            return out.read(piece);
        } catch (IOException e) {
            return -1;
        }
    }

    private static void assertKept(Chart chart, List<String> said) {
        Set<String> erased = new HashSet<>();
        for (String line : said) {
            if (line.startsWith("erased ")) {
                erased.add(line.substring(7));
            }
        }
        for (String line : said) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "visit" -> {
                    String id = words[2].replaceFirst("-x*$", "");
                    var found = chart.visits().find(Long.parseLong(words[1]));
                    if (erased.contains(id)) {
                        assertThat(found).isEmpty();
                    } else if (found.isEmpty()) {
                        // The one write under way at the kill may have been the deletion.
                        assertThat(chart.patients().find(id)).as(line).isEmpty();
                        assertThat(id).as("only every fifth is deleted").matches(".*[49]");
                    } else {
                        assertThat(found.get().profile()).isEqualTo(words[2]);
                        assertThat(found.get().result()).isEqualTo(words[2]);
                    }
                }
                case "draft" -> {
                    if (chart.patients().find(words[1]).isPresent()) {
                        assertThat(chart.visits().draft(words[1], words[1].split("-")[0]))
                                .get()
                                .extracting(Draft::profile)
                                .isEqualTo(words[2]);
                    }
                }
                case "erased" -> assertThat(chart.patients().find(words[1])).isEmpty();
                default -> throw new AssertionError(line);
            }
        }
    }

    /** A patient that was deleted is gone altogether, its drafts too. */
    private static void assertNothingIsHalfThere(Chart chart) {
        assertSound(chart);
        long drafts = chart.database()
                .read(sql -> sql.sql(
                                "select count(*) from draft d where not exists (select 1 from patient p where p.patient = d.patient)")
                        .query(Long.class)
                        .single());
        assertThat(drafts).isZero();
    }
}

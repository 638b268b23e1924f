package dorsal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged is still there when the power goes, although the disk then lacks whatever it was not told to
 * keep. {@code -Dcuts=500} looks at as many moments. The file of H2 only: of PostgreSQL's own files, its makers take care.
 */
class PowerCutTest extends ChartTests {
    private static final int CUTS = Integer.getInteger("cuts", 40);
    private static final int WRITERS = 3;

    /** Visits saved before the first cut, so that the file has free room within. */
    private static final int BEFORE = 200;

    @Test
    void nothingAcknowledgedIsLost() throws Exception {
        UncertainDisk.Medium disk = UncertainDisk.insert();
        Random random = new Random(20_261_126);
        Queue<Visit> acknowledged = new ConcurrentLinkedQueue<>();
        List<List<Visit>> cuts = new ArrayList<>(); // what had been acknowledged before each
        int unsafe = 0;
        try (Chart chart = new Chart(Connections.openFile(data(), UncertainDisk.SCHEME + ":", clock), data())) {
            // As it is once a file has grown: room that was given up is written to again.
            chart.database().read(sql -> sql.sql("set retention_time 300").update());
            AtomicBoolean going = new AtomicBoolean(true);
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String name = "p" + i;
                chart.patients().create(name, "ann");
                writers.add(new Thread(() -> write(chart, name, acknowledged, going)));
            }
            writers.forEach(Thread::start);
            while (acknowledged.size() < BEFORE) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            while (cuts.size() < CUTS) {
                TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
                List<Visit> said = List.copyOf(acknowledged);
                unsafe += disk.unsafe();
                byte[] left = cuts.size() % 2 == 0
                        ? disk.afterPowerCut(random)
                        : disk.onceItsBeginningIsWritten().get(1, TimeUnit.MINUTES);
                leave(after(cuts.size()), left);
                cuts.add(said);
            }
            going.set(false);
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(unsafe).as("writes that could be lost, or nothing was tried").isPositive();
        assertThat(cuts.get(CUTS - 1)).hasSizeGreaterThan(CUTS / 2);

        for (int i = 0; i < cuts.size(); i++) {
            assertKept(after(i), cuts.get(i));
        }
    }

    private static void write(Chart chart, String name, Queue<Visit> acknowledged, AtomicBoolean going) {
        while (going.get()) {
            Patient patient = chart.patients().find(name).orElseThrow();
            acknowledged.add(chart.visits().save(visit(patient, Urgency.NONE), "ann"));
        }
    }

    private Path after(int cut) {
        return folder().resolve("cut-" + cut);
    }

    private static void leave(Path data, byte[] file) throws IOException {
        Files.createDirectories(data.resolve("chart"));
        Files.write(data.resolve("chart/chart.mv.db"), file);
    }

    private void assertKept(Path data, List<Visit> acknowledged) {
        try (Chart chart = Chart.open(data, Map.of(), clock)) {
            for (Visit visit : acknowledged) {
                assertThat(chart.visits().find(visit.number())).contains(visit);
            }
            assertSound(chart);
            Patient patient = chart.patients().find("p0").orElseThrow();
            chart.visits().save(visit(patient, Urgency.NONE), "ann");
            assertSound(chart);
        }
    }
}

package dorsal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.clinical.Urgency;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that cannot be used says so, and keeps nothing by halves. */
class UnavailableTest extends ChartTests {
    private static final String LARGE = "x".repeat(200_000);

    @Test
    void aServerThatGoesAwayIsSaidAndUsedAgainOnceItIsBack() throws Exception {
        Assumptions.assumeTrue(Postgres.given().isEmpty(), "a server that is not started here is not stopped here");
        EmbeddedPostgres server = Postgres.start();
        Map<String, String> settings = Postgres.settings(server);
        try (Chart chart = Chart.open(data(), settings, clock)) {
            Patient patient = chart.patients().create("p", "ann");
            // As when the server is restarted: every connection is cut.
            chart.database()
                    .read(sql -> sql.sql(
                                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and application_name = 'dorsal'")
                            .query(Long.class)
                            .single());
            saveInTheEnd(chart, patient);
            assertSound(chart);
            server.close();

            assertThatThrownBy(() -> chart.patients().create("q", "ann"))
                    .isInstanceOf(ChartUnavailable.class)
                    .hasMessageStartingWith("The database cannot be reached.");
            assertThatThrownBy(() -> chart.patients().find("p")).isInstanceOf(ChartUnavailable.class);
        } finally {
            server.close();
        }
        assertThatThrownBy(() -> Chart.open(data(), settings, clock))
                .isInstanceOf(ChartUnavailable.class)
                .hasMessageStartingWith("The database cannot be reached.");
    }

    /** A connection that was used a moment ago is not tried before it is used again, so a first write may fail. */
    private static void saveInTheEnd(Chart chart, Patient patient) {
        for (int i = 0; i < 20; i++) {
            try {
                chart.visits().save(visit(patient, Urgency.NONE), "ann");
                break;
            } catch (ChartUnavailable e) {
                assertThat(e).hasMessageStartingWith("The database cannot be reached.");
            }
        }
        assertThat(chart.visits().list("p")).hasSize(1);
    }

    @Test
    void aConnectionLostInTheMiddleOfAWriteLeavesNothing() {
        Chart chart = open(Kept.ON_A_SERVER);
        chart.patients().create("p", "ann");

        assertThatThrownBy(() -> chart.database().write(ledger -> {
                    ledger.add(Table.PATIENT, "ann", "patient added", Optional.empty(), Map.of("patient", "q"));
                    long mine = ledger.sql()
                            .sql("select pg_backend_pid()")
                            .query(Long.class)
                            .single();
                    try (Chart other = Chart.open(data(), settings(), clock)) {
                        other.database()
                                .read(sql -> sql.sql("select pg_terminate_backend(?)::text")
                                        .params((int) mine)
                                        .query(String.class)
                                        .single());
                    }
                    return ledger.add(Table.PATIENT, "ann", "patient added", Optional.empty(), Map.of("patient", "r"));
                }))
                .isInstanceOf(ChartUnavailable.class);

        assertThat(chart.patients().list("", 10)).extracting(Patient::id).containsExactly("p");
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatFailsInTheMiddleLeavesNothing(Kept kept) {
        Chart chart = open(kept);

        assertThatThrownBy(() -> chart.database().write(ledger -> {
                    ledger.add(Table.PATIENT, "ann", "patient added", Optional.empty(), Map.of("patient", "q"));
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        assertThat(chart.patients().list("", 10)).isEmpty();
        assertThat(chart.audit().head().number()).isZero();
        assertSound(chart);
    }

    @Test
    void aFileHeldByAnotherProgramIsSaid() throws Exception {
        open(Kept.IN_A_FILE).patients().create("p", "ann");
        close();
        Path file = data().resolve("chart/chart.mv.db");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .start();
        try {
            assertThat(holder.inputReader(UTF_8).readLine()).isEqualTo("held");

            assertThatThrownBy(this::reopened)
                    .isInstanceOfSatisfying(
                            ChartUnavailable.class,
                            e -> assertThat(e.heldElsewhere()).isTrue())
                    .hasMessage("The chart is in use by another program.");
        } finally {
            holder.destroyForcibly();
            holder.waitFor();
        }
        assertThat(reopened().patients().find("p")).isPresent();
    }

    /** Holds a file as another program would, say a copy of Dorsal in a container. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.println("held");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void onlyTheOwnerMayEnterAndOnlyThisMachineMayConnect() throws IOException {
        open(Kept.IN_A_FILE).patients().create("p", "ann");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("chart"))))
                .isEqualTo("rwx------");
        String lock = Files.readString(data().resolve("chart/chart.lock.db"));
        int port = Integer.parseInt(lock.replaceFirst("(?s).*server=[^\\n]*\\\\:(\\d+)\\n.*", "$1"));
        assertThat(listeningOn(port)).isNotEmpty().allMatch(UnavailableTest::isLoopback);
    }

    /** The addresses in hexadecimal, as Linux tells them. */
    private static List<String> listeningOn(int port) throws IOException {
        List<String> addresses = new ArrayList<>();
        for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Assumptions.assumeTrue(Files.exists(Path.of(file)), "only Linux tells who listens");
            for (String line : Files.readAllLines(Path.of(file))) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 3 && words[3].equals("0A") && words[1].endsWith(":%04X".formatted(port))) {
                    addresses.add(words[1].replaceFirst(":.*", ""));
                }
            }
        }
        return addresses;
    }

    private static boolean isLoopback(String address) {
        return address.endsWith("0100007F") || address.equals("00000000000000000000000001000000");
    }

    @Test
    void aFullDiskKeepsNothingByHalves() throws Exception {
        Path small = Files.createDirectories(folder().resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small.toString()) == 0,
                "needs root to mount a small file system");
        try {
            List<Visit> saved = new ArrayList<>();
            try (Chart chart = Chart.open(small.resolve("data"), Map.of(), clock)) {
                chart.patients().create("p", "ann");
                assertThatThrownBy(() -> fill(chart, saved))
                        .isInstanceOf(ChartUnavailable.class)
                        .hasMessageStartingWith("There is no space left on the disk of the chart.");
                assertThat(saved).isNotEmpty();
                assertThat(run("mount", "-o", "remount,size=40m", small.toString()))
                        .isZero();

                // Whoever made space does not have to start Dorsal again.
                Patient patient = chart.patients().find("p").orElseThrow();
                saved.add(chart.visits().save(visit(patient, Urgency.NONE), "ann"));
            }

            try (Chart chart = Chart.open(small.resolve("data"), Map.of(), clock)) {
                assertSound(chart);
                for (Visit visit : saved) {
                    assertThat(chart.visits().find(visit.number())).contains(visit);
                }
                chart.visits().save(visit(chart.patients().find("p").orElseThrow(), Urgency.NONE), "ann");
                assertSound(chart);
            }
        } finally {
            run("umount", small.toString());
        }
    }

    private static void fill(Chart chart, List<Visit> saved) {
        for (int i = 0; i < 200; i++) {
            Patient patient = chart.patients().find("p").orElseThrow();
            saved.add(chart.visits()
                    .save(
                            new Visit.Entered(
                                    "p", patient.state(), LARGE + i, "{}", "sha256:1", Urgency.NONE, List.of()),
                            "ann"));
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}

package dorsal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.clinical.Urgency;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.store.ClinicalOverride.Decision;
import dorsal.store.ClinicalOverride.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One file holds everything, and either database takes it. */
class BackupTest extends ChartTests {
    private static final String ODD = "'; drop table visit; -- \u2028 \ud83e\uddb4 \u0001 \r\n \"";

    private Path backup() {
        return folder().resolve("backup.zip");
    }

    private Chart filled(Kept kept) throws IOException {
        Chart chart = open(kept);
        KnowledgeFolder rules = KnowledgeFolder.read(Path.of("src/test/resources/small-rules"));
        chart.archive().keep(rules);
        chart.users().add("ann", Role.ADMINISTRATOR, "correct horse battery", true, "op");
        chart.tokens().add("emr", Role.AUDITOR, "ann");
        chart.patients().create("gone", "ann");
        chart.patients().erase("gone", "ann", ODD);
        Patient patient = chart.patients().create("p", ODD);
        Visit visit = chart.visits()
                .save(
                        new Visit.Entered(
                                "p",
                                patient.state(),
                                ODD.repeat(20_000),
                                ODD,
                                rules.fingerprint(),
                                Urgency.SOON,
                                List.of("r")),
                        "ann");
        chart.overrides()
                .add("p", visit.number(), new Decision(Kind.VERDICT, "lift", List.of("r"), "a", "b", "c", ODD), "ann");
        chart.visits().openProgramme("p", visit.number(), "ann", ODD);
        chart.visits().keepDraft("p", "ann", 1, ODD);
        long proposal = chart.publications()
                .propose("sha256:x", Optional.empty(), ODD, ODD, "ann")
                .number();
        chart.publications().approve(proposal, "bob", ODD, false);
        for (int i = 0; i < 450; i++) {
            chart.audit().note("ann", "note", Optional.of("p"), Optional.of("n" + i));
        }
        return chart;
    }

    private static Stream<List<Kept>> roads() {
        return Arrays.stream(Kept.values())
                .flatMap(from -> Arrays.stream(Kept.values()).map(to -> List.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("roads")
    void everythingIsThereAgain(List<Kept> road) throws IOException {
        Chart before = filled(road.get(0));
        BackupReport written = before.backUp(backup(), "op");
        Path elsewhere = folder().resolve("elsewhere");
        Map<String, String> settings = road.get(1).settings();

        BackupReport read = Chart.restore(backup(), elsewhere, settings, clock, "op", false);

        assertThat(read.rows()).isEqualTo(written.rows());
        assertThat(read.ruleFiles()).isEqualTo(written.ruleFiles()).isPositive();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup())))
                .isEqualTo("rw-------");
        try (Chart after = Chart.open(elsewhere, settings, clock)) {
            AuditReport trail = after.audit().verify(Optional.of(written.head()));
            assertThat(trail.findings()).isEmpty();
            assertThat(trail.entries()).isEqualTo(written.head().number() + 1);
            assertThat(after.patients().find("p")).isEqualTo(before.patients().find("p"));
            assertThat(after.visits().last("p")).isEqualTo(before.visits().last("p"));
            assertThat(after.visits().drafts("p")).isEqualTo(before.visits().drafts("p"));
            assertThat(after.overrides().list("p")).isEqualTo(before.overrides().list("p"));
            assertThat(after.publications().list())
                    .isEqualTo(before.publications().list());
            assertThat(after.users().list()).isEqualTo(before.users().list());
            assertThat(after.tokens().list()).isEqualTo(before.tokens().list());
            assertThat(after.users()
                            .logIn("ann", "correct horse battery", "here")
                            .user())
                    .isPresent();
            String fingerprint = after.visits().last("p").orElseThrow().fingerprint();
            assertThat(after.archive().find(fingerprint).fingerprint()).isEqualTo(fingerprint);
            after.visits().save(visit(after.patients().find("p").orElseThrow(), Urgency.NONE), "ann");
            assertSound(after);
        }
        assertThatThrownBy(() -> Chart.restore(backup(), elsewhere, settings, clock, "op", false))
                .isInstanceOf(ChartRefusal.class);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsOverwritten(Kept kept) throws IOException {
        Chart chart = filled(kept);
        chart.backUp(backup(), "op");
        AuditHead head = chart.audit().head();

        assertThatThrownBy(() -> chart.backUp(backup(), "op")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> chart.backUp(folder().resolve("none/b.zip"), "op"))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Chart.restore(backup(), data(), settings(), clock, "op", false))
                .isInstanceOf(ChartRefusal.class);
        if (kept == Kept.ON_A_SERVER) {
            Path empty = folder().resolve("empty");
            assertThatThrownBy(() -> Chart.restore(backup(), empty, settings(), clock, "op", false))
                    .isInstanceOf(ChartRefusal.class)
                    .hasMessageContaining("The database holds a chart already.");
            assertThat(empty.resolve("rule-sets")).doesNotExist();
        }
        assertThat(chart.audit().head()).isEqualTo(head);
        assertSound(chart);
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    /** Writes the backup anew with one file of it changed. */
    private void change(Path to, String name, UnaryOperator<String> change) throws IOException {
        try (ZipFile from = new ZipFile(backup().toFile());
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry : from.stream().map(ZipEntry.class::cast).toList()) {
                try (InputStream in = from.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), UTF_8);
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    zip.write((entry.getName().equals(name) ? change.apply(text) : text).getBytes(UTF_8));
                }
            }
        }
    }

    @Test
    void aDamagedBackupIsRefusedAndLeavesNothingBehind() throws IOException {
        filled(Kept.IN_A_FILE).backUp(backup(), "op");
        Path damaged = folder().resolve("damaged.zip");
        Path empty = folder().resolve("empty");
        byte[] whole = Files.readAllBytes(backup());

        change(damaged, "tables/visit.ndjson", text -> text.replace("soon", "none"));
        assertRefused(damaged, empty, "tables/visit.ndjson");
        change(damaged, "manifest.ndjson", text -> text.replace("\"format\":1", "\"format\":2"));
        assertRefused(damaged, empty, "another format");
        change(damaged, "manifest.ndjson", text -> "");
        assertRefused(damaged, empty, "manifest.ndjson");
        change(damaged, "manifest.ndjson", text -> text.lines().findFirst().orElseThrow() + "\n");
        assertRefused(damaged, empty, "tables/audit_entry.ndjson");
        change(damaged, "manifest.ndjson", text -> "{\"format\":[" + text);
        assertRefused(damaged, empty, "manifest.ndjson");
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(damaged, empty, "no");
        Files.writeString(damaged, "not a zip file");
        assertRefused(damaged, empty, "is not a backup of Dorsal");
        for (int at = 100; at < whole.length - 100; at += whole.length / 23) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(damaged, flipped);
            restoreOrRefuse(damaged, empty, whole, at);
        }
    }

    private void assertRefused(Path file, Path empty, String words) {
        assertThatThrownBy(() -> Chart.restore(file, empty, Map.of(), clock, "op", false))
                .isInstanceOf(ChartRefusal.class)
                .hasMessageContaining(words);
        assertThat(empty.resolve("chart")).doesNotExist();
        assertThat(empty.resolve("rule-sets")).doesNotExist();
    }

    /** A flipped bit is noticed, or stood where nothing depends on it: then all is there. */
    private void restoreOrRefuse(Path file, Path empty, byte[] whole, int at) {
        try {
            BackupReport report = Chart.restore(file, empty, Map.of(), clock, "op", false);
            assertThat(report.trail().sound())
                    .as("byte %d of %d", at, whole.length)
                    .isTrue();
        } catch (ChartRefusal | IOException e) {
            assertThat(empty.resolve("chart")).doesNotExist();
        }
        Tampered.remove(empty);
    }

    @Test
    void aFileThatNamesOtherPlacesWritesNothingThere() throws IOException {
        filled(Kept.IN_A_FILE).backUp(backup(), "op");
        Path hostile = folder().resolve("hostile.zip");
        Path empty = folder().resolve("empty");
        String hash = ContentHash.of("evil");
        change(
                hostile,
                "manifest.ndjson",
                text -> text + "{\"file\":\"rule-sets/../../evil\",\"bytes\":4,\"sha256\":\"" + hash + "\"}\n");
        Path withFile = folder().resolve("with-file.zip");
        try (ZipFile from = new ZipFile(hostile.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(withFile))) {
            for (ZipEntry entry : from.stream().map(ZipEntry.class::cast).toList()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry("rule-sets/../../evil"));
            zip.write("evil".getBytes(UTF_8));
        }

        Chart.restore(withFile, empty, Map.of(), clock, "op", false);

        assertThat(folder().resolve("evil")).doesNotExist();
        assertThat(empty.resolve("../evil")).doesNotExist();
    }
}

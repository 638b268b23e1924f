package dorsal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Urgency;
import dorsal.store.AuditReport.Finding;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever changes the database behind Dorsal's back is found out. */
class AuditTrailTest extends ChartTests {
    private static final int THREADS = 16;
    private static final int EACH = 20;

    /** Entries 1 to 6: two patients with two visits each. */
    private Chart filled(Kept kept) {
        Chart chart = open(kept);
        for (String id : List.of("p", "q")) {
            Patient patient = chart.patients().create(id, "ann");
            Visit first = chart.visits().save(visit(patient, Urgency.NONE, "r"), "ann");
            chart.visits().save(visit(chart.patients().find(id).orElseThrow(), Urgency.SOON, "r"), first.by());
        }
        return chart;
    }

    /** Behind Dorsal's back. */
    private void tamper(String... statements) {
        for (String sql : statements) {
            assertThat(execute(sql)).as(sql).isPositive();
        }
    }

    private int execute(String sql) {
        String url = settings().getOrDefault("DORSAL_DB", Tampered.url(data()));
        try (Connection connection = settings().isEmpty()
                        ? DriverManager.getConnection(url, "dorsal", "")
                        : DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> found(Chart chart) {
        return chart.audit().verify(Optional.empty()).findings().stream()
                .map(Finding::sentence)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnOfARowCounts(Kept kept) {
        Chart chart = filled(kept);
        execute("create table kept_aside as select * from visit where entry = 0");

        for (String change : List.of(
                "urgency = 'urgent'",
                "profile = '{}'",
                "result = result || ' '",
                "rules = ''",
                "made_by = 'bob'",
                "made_at = made_at + interval '1' second",
                "fingerprint = 'sha256:0'",
                "salt = '0'",
                "patient = 'q'")) {
            tamper("insert into kept_aside select * from visit where entry = 2");
            tamper("update visit set " + change + " where entry = 2");
            assertThat(found(chart)).as(change).containsExactly("The row of visit of entry 2 was changed.");
            tamper("delete from visit where entry = 2", "insert into visit select * from kept_aside");
            tamper("delete from kept_aside");
            assertSound(chart);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsGoneOrWasSlippedInIsFound(Kept kept) {
        Chart chart = filled(kept);

        tamper("delete from rules_shown where entry = 5");
        assertThat(found(chart)).containsExactly("The rules counted for entry 5 are not those of its visit.");
        tamper("delete from visit where entry = 5");
        assertThat(found(chart)).containsExactly("The row of visit of entry 5 is missing.");
        tamper("insert into visit select 4, salt, made_at, made_by, 'q', profile, result, fingerprint, urgency, rules"
                + " from visit where entry = 3");
        assertThat(found(chart))
                .containsExactly(
                        "A row of visit has no entry 4 that tells of it.", "The row of visit of entry 5 is missing.");
    }

    @ParameterizedTest
    @EnumSource
    void twoRowsThatChangedPlacesAreFound(Kept kept) {
        Chart chart = filled(kept);

        tamper(
                "insert into audit_entry values (100, current_timestamp, 'x', 'x', null, null, null, null, 'x')",
                "update visit set entry = 100 where entry = 2",
                "update visit set entry = 2 where entry = 3",
                "update visit set entry = 3 where entry = 100",
                "delete from audit_entry where number = 100");

        assertThat(found(chart))
                .containsExactly(
                        "The row of visit of entry 2 was changed.", "The row of visit of entry 3 was changed.");
    }

    @ParameterizedTest
    @EnumSource
    void aFalseDeletionOfAPatientIsFound(Kept kept) {
        Chart chart = filled(kept);

        tamper(
                "delete from visit where patient = 'p'",
                "delete from patient where patient = 'p'",
                "insert into erasure values (6, 'salt', current_timestamp, 'ann', 'p', 'none')");

        assertThat(found(chart)).contains("A row of erasure has no entry 6 that tells of it.");
    }

    @ParameterizedTest
    @EnumSource
    void anEntryThatWasChangedIsFound(Kept kept) {
        for (String change : List.of(
                "made_by = 'eve'",
                "made_at = made_at + interval '1' second",
                "action = 'nothing'",
                "patient = 'q'",
                "patient = null",
                "subject = 'x'")) {
            Chart chart = filled(kept);
            tamper("update audit_entry set " + change + " where number = 3");
            assertThat(found(chart))
                    .as(change)
                    .containsExactly(
                            "Entry 3 does not follow from the one before: it or that one was changed or moved.");
            discard(chart);
        }
    }

    private void discard(Chart chart) {
        reopen(chart);
        Tampered.remove(data());
    }

    @ParameterizedTest
    @EnumSource
    void entriesThatAreMissingOrChangedPlacesAreFound(Kept kept) {
        Chart chart = filled(kept);
        tamper("delete from visit where entry = 3", "delete from audit_entry where number = 3");
        assertThat(found(chart)).first().isEqualTo("Entry 3 is missing.");
        discard(chart);

        Chart another = filled(kept);
        tamper(
                "insert into audit_entry select 100, made_at, made_by, action, patient, subject, kept_in, content, hash"
                        + " from audit_entry where number = 1",
                "update audit_entry set (made_at, made_by, action, patient, subject, kept_in, content, hash) ="
                        + " (select made_at, made_by, action, patient, subject, kept_in, content, hash"
                        + " from audit_entry where number = 4) where number = 1",
                "update audit_entry set (made_at, made_by, action, patient, subject, kept_in, content, hash) ="
                        + " (select made_at, made_by, action, patient, subject, kept_in, content, hash"
                        + " from audit_entry where number = 100) where number = 4",
                "delete from audit_entry where number = 100");
        assertThat(another.audit().verify(Optional.empty()).findings())
                .first()
                .extracting(Finding::entry)
                .isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource
    void anEndThatWasCutOffIsFound(Kept kept) {
        Chart chart = filled(kept);
        AuditHead noted = chart.audit().head();
        tamper("delete from visit where entry = 6", "delete from audit_entry where number = 6");

        assertThat(found(chart))
                .containsExactly(
                        "The trail ends with entry 5, but entry 6 was recorded as the last: entries are missing, or the record was changed.");

        tamper("delete from rules_shown where entry = 6");
        tamper("update audit_head set number = 5, hash = (select hash from audit_entry where number = 5)");
        assertThat(found(chart)).singleElement().asString().startsWith("What lists show of the patient of entry ");
        tamper("""
                update patient_shown set urgency = null,
                state = (select max(e.number) from audit_entry e
                    where e.patient = patient_shown.patient and e.kept_in is not null),
                visit = (select max(v.entry) from visit v where v.patient = patient_shown.patient)
                """);
        assertThat(found(chart)).isEmpty();
        assertThat(chart.audit().verify(Optional.of(noted)).findings())
                .extracting(Finding::sentence)
                .containsExactly("The trail ends with entry 5, but entry 6 was noted elsewhere: the end was cut off.");
        chart.audit().note("eve", "covering up", Optional.empty(), Optional.empty());
        assertThat(chart.audit().verify(Optional.of(noted)).findings())
                .extracting(Finding::sentence)
                .containsExactly("Entry 6 is not the one that was noted elsewhere: the trail was written anew.");
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOnceStandInOneRow(Kept kept) throws Exception {
        Chart chart = open(kept);
        ExecutorService people = Executors.newFixedThreadPool(THREADS);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<List<Long>>> work = new ArrayList<>();
        chart.patients().create("shared", "ann");
        try {
            for (int i = 0; i < THREADS; i++) {
                String who = "user" + i;
                work.add(people.submit(() -> {
                    go.await();
                    return work(chart, who);
                }));
            }
            go.countDown();
            Set<Long> numbers = new HashSet<>();
            int saved = 0;
            for (Future<List<Long>> person : work) {
                List<Long> written = person.get();
                assertThat(numbers).doesNotContainAnyElementsOf(written);
                numbers.addAll(written);
                saved += written.size();
            }

            AuditReport report = chart.audit().verify(Optional.empty());
            assertThat(report.findings()).isEmpty();
            assertThat(report.entries()).isEqualTo(saved + 1L);
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(2, saved + 1L).boxed().toList());
            // Of those who saved on the same state, exactly one got through each time.
            assertThat(chart.visits().list("shared")).isNotEmpty();
        } finally {
            people.shutdownNow();
        }
    }

    /** Saves visits of a patient of one's own, and tries one that everybody wants. */
    private static List<Long> work(Chart chart, String who) {
        List<Long> numbers = new ArrayList<>();
        Patient own = chart.patients().create(who, who);
        numbers.add(own.state());
        for (int i = 0; i < EACH; i++) {
            chart.visits().keepDraft(own.id(), who, own.state(), "typed " + i);
            numbers.add(chart.visits()
                    .save(visit(chart.patients().find(who).orElseThrow(), Urgency.NONE, "r"), who)
                    .number());
            try {
                numbers.add(chart.visits()
                        .save(visit(chart.patients().find("shared").orElseThrow(), Urgency.NONE, "r"), who)
                        .number());
            } catch (ChangedMeanwhile e) {
                assertThat(e.patient().changedBy()).isNotEqualTo(who);
            }
        }
        return numbers;
    }
}

package dorsal.store;

import dorsal.store.AuditReport.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether everything in the database is as it was written. */
final class AuditCheck {
    private static final int MOST_FINDINGS = 100;
    private static final int PIECE = 1000;

    private final JdbcClient sql;
    private final List<Finding> findings = new ArrayList<>();

    AuditCheck(JdbcClient sql) {
        this.sql = sql;
    }

    AuditReport run(Optional<AuditHead> noted) {
        AuditHead end = followTheChain(noted);
        AuditHead recorded = AuditRows.head(sql);
        if (!recorded.equals(end)) {
            find(
                    Math.min(recorded.number(), end.number()) + 1,
                    "The trail ends with entry %d, but entry %d was recorded as the last: entries are missing, or the record was changed."
                            .formatted(end.number(), recorded.number()));
        }
        noted.filter(head -> head.number() > end.number())
                .ifPresent(head -> find(
                        end.number() + 1,
                        "The trail ends with entry %d, but entry %d was noted elsewhere: the end was cut off."
                                .formatted(end.number(), head.number())));
        for (Table table : Table.values()) {
            lookAtRows(table);
            lookForMissingRows(table);
        }
        compareRules();
        compareShown();
        findings.sort(Comparator.comparingLong(Finding::entry));
        return new AuditReport(end.number(), end, findings.subList(0, Math.min(MOST_FINDINGS, findings.size())));
    }

    private void find(long entry, String sentence) {
        findings.add(new Finding(entry, sentence));
    }

    /** Goes on with what an entry says its hash is, so that each change is told once. */
    private AuditHead followTheChain(Optional<AuditHead> noted) {
        AuditHead end = new AuditHead(0, "0".repeat(64));
        List<AuditEntry> piece = piece(0);
        while (!piece.isEmpty()) {
            for (AuditEntry entry : piece) {
                long expected = end.number() + 1;
                if (entry.number() != expected) {
                    find(expected, missing(expected, entry.number() - 1));
                } else if (!AuditRows.signed(entry, end.hash()).hash().equals(entry.hash())) {
                    find(
                            entry.number(),
                            "Entry %d does not follow from the one before: it or that one was changed or moved."
                                    .formatted(entry.number()));
                }
                end = new AuditHead(entry.number(), entry.hash());
                AuditHead reached = end;
                noted.filter(head -> head.number() == reached.number() && !head.equals(reached))
                        .ifPresent(head -> find(
                                head.number(),
                                "Entry %d is not the one that was noted elsewhere: the trail was written anew."
                                        .formatted(head.number())));
            }
            piece = piece(end.number());
        }
        return end;
    }

    private static String missing(long first, long last) {
        return first == last
                ? "Entry %d is missing.".formatted(first)
                : "Entries %d to %d are missing.".formatted(first, last);
    }

    private List<AuditEntry> piece(long after) {
        return sql.sql("select * from audit_entry where number > ? order by number limit ?")
                .params(after, PIECE)
                .query((row, index) -> AuditRows.read(row))
                .list();
    }

    private record Told(Row row, Optional<String> keptIn, Optional<String> content) {}

    private void lookAtRows(Table table) {
        long last = Long.MIN_VALUE;
        List<Told> piece;
        do {
            piece = sql.sql(
                            "select t.*, a.kept_in, a.content from %s t left join audit_entry a on a.number = t.entry where t.entry > ? order by t.entry limit ?"
                                    .formatted(table.sql()))
                    .params(last, PIECE / 10)
                    .query((row, index) -> new Told(
                            Row.read(table, row),
                            Optional.ofNullable(row.getString("kept_in")),
                            Optional.ofNullable(row.getString("content"))))
                    .list();
            for (Told told : piece) {
                last = told.row().entry();
                if (!told.keptIn().equals(Optional.of(table.sql()))) {
                    find(last, "A row of %s has no entry %d that tells of it.".formatted(table.sql(), last));
                } else if (!told.content().equals(Optional.of(told.row().hash()))) {
                    find(last, "The row of %s of entry %d was changed.".formatted(table.sql(), last));
                }
            }
        } while (!piece.isEmpty());
    }

    /** The rules of each visit stand twice, the second time only to be counted; told where nothing worse was found. */
    private void compareRules() {
        Set<Long> found = findings.stream().map(Finding::entry).collect(Collectors.toSet());
        sql.sql("""
                        select v.entry from visit v left join rules_shown s on s.entry = v.entry
                        where s.entry is null or s.rules <> v.rules or s.patient <> v.patient
                        union select s.entry from rules_shown s left join visit v on v.entry = s.entry
                        where v.entry is null
                        order by 1 limit ?
                        """).params(MOST_FINDINGS).query(Long.class).list().stream()
                .filter(number -> !found.contains(number))
                .forEach(number ->
                        find(number, "The rules counted for entry %d are not those of its visit.".formatted(number)));
    }

    /** What lists show of each patient follows from the chart; told where that itself is sound. */
    private void compareShown() {
        if (!findings.isEmpty()) {
            return;
        }
        sql.sql("""
                        select p.entry from patient p left join patient_shown s on s.patient = p.patient
                        left join visit v on v.entry = s.visit
                        where s.patient is null
                        or s.state <> (
                            select max(e.number) from audit_entry e where e.patient = p.patient and e.kept_in is not null)
                        or coalesce(s.visit, 0) <> coalesce(
                            (select max(w.entry) from visit w where w.patient = p.patient), 0)
                        or s.urgency <> v.urgency
                        order by 1 limit ?
                        """)
                .params(MOST_FINDINGS)
                .query(Long.class)
                .list()
                .forEach(number -> find(
                        number,
                        "What lists show of the patient of entry %d is not what the chart says.".formatted(number)));
    }

    /** A row may be gone when its patient was deleted later. */
    private void lookForMissingRows(Table table) {
        String erased = Table.OF_PATIENT.contains(table)
                ? " and not exists (select 1 from erasure x where x.patient = a.patient and x.entry > a.number)"
                : "";
        sql.sql(("select a.number from audit_entry a left join %s t on t.entry = a.number"
                                + " where a.kept_in = ? and t.entry is null%s order by a.number limit ?")
                        .formatted(table.sql(), erased))
                .params(table.sql(), MOST_FINDINGS)
                .query(Long.class)
                .list()
                .forEach(
                        number -> find(number, "The row of %s of entry %d is missing.".formatted(table.sql(), number)));
    }
}

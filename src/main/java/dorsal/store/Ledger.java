package dorsal.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One write to the chart: rows, each with an entry of the audit trail, within one transaction. The record of the trail's
 * end is locked from the beginning to the commit, so that writes come strictly one after the other, whoever makes them;
 * what is read here cannot change before the commit.
 */
final class Ledger {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient sql;
    private final Instant now;
    private AuditHead head;

    private Ledger(JdbcClient sql, Instant now, AuditHead head) {
        this.sql = sql;
        this.now = now;
        this.head = head;
    }

    /** Begins a write; waits for one that is under way. */
    static Ledger begin(JdbcClient sql, Instant now) {
        AuditHead head = sql.sql("select number, hash from audit_head where id = 1 for update")
                .query((row, index) -> new AuditHead(row.getLong("number"), row.getString("hash")))
                .single();
        return new Ledger(sql, now, head);
    }

    /** The statements of this write's transaction. */
    JdbcClient sql() {
        return sql;
    }

    Instant now() {
        return now;
    }

    /**
     * Adds a row and the entry that tells of it.
     *
     * @param subject what else it is about; nothing clinical
     * @param values the table's own columns
     * @return the number of the entry
     * @throws ChartRefusal if a text cannot be kept as it is
     */
    long add(Table table, String by, String action, Optional<String> subject, Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>();
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        all.put("salt", HexFormat.of().formatHex(salt));
        all.put("made_at", now);
        all.put("made_by", by);
        all.putAll(values);
        Row row = new Row(table, head.number() + 1, all);
        row.check();
        append(by, action, Optional.ofNullable(values.get("patient")).map(Object::toString), subject, Optional.of(row));
        row.insert(sql);
        Object patient = values.get("patient");
        if (table == Table.PATIENT) {
            ShownPatients.added(sql, String.valueOf(patient), row.entry());
        } else if (patient != null) {
            ShownPatients.changed(sql, patient.toString(), row.entry());
        }
        return row.entry();
    }

    /** Adds an entry that tells of something of which no row is kept. */
    long note(String by, String action, Optional<String> patient, Optional<String> subject) {
        append(by, action, patient, subject, Optional.empty());
        return head.number();
    }

    private void append(
            String by, String action, Optional<String> patient, Optional<String> subject, Optional<Row> row) {
        AuditEntry unsigned = new AuditEntry(
                head.number() + 1,
                now,
                by,
                action,
                patient,
                subject,
                row.map(added -> added.table().sql()),
                row.map(Row::hash),
                "");
        AuditEntry entry = AuditRows.signed(unsigned, head.hash());
        AuditRows.insert(sql, entry);
        head = new AuditHead(entry.number(), entry.hash());
    }

    /** Records where the trail ends now. */
    void end() {
        sql.sql("update audit_head set number = ?, hash = ? where id = 1")
                .params(head.number(), head.hash())
                .update();
    }
}

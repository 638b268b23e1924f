package dorsal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries of the audit trail in the database: how they are hashed, written and read. */
final class AuditRows {
    static final List<Column> COLUMNS = List.of(
            Column.number("number"),
            Column.moment("made_at"),
            Column.text("made_by", 200),
            Column.text("action", 60),
            Column.text("patient", 64),
            Column.text("subject", 200),
            Column.text("kept_in", 60),
            Column.text("content", 64),
            Column.text("hash", 64));

    private AuditRows() {}

    /** The entry with the hash that belongs to it after the one before. */
    static AuditEntry signed(AuditEntry entry, String previous) {
        Map<String, Object> hashed = new LinkedHashMap<>();
        hashed.put("previous", previous);
        hashed.putAll(values(entry));
        hashed.remove("hash");
        return new AuditEntry(
                entry.number(),
                entry.at(),
                entry.by(),
                entry.action(),
                entry.patient(),
                entry.subject(),
                entry.keptIn(),
                entry.content(),
                ContentHash.of(hashed));
    }

    /** @throws ChartRefusal if a text cannot be kept as it is */
    static void insert(JdbcClient sql, AuditEntry entry) {
        Map<String, Object> values = values(entry);
        for (Column column : COLUMNS) {
            Object value = values.get(column.name());
            if (value != null) {
                column.check(value);
            }
        }
        sql.sql("insert into audit_entry (%s) values (%s)"
                        .formatted(
                                String.join(", ", values.keySet()),
                                values.keySet().stream().map(name -> "?").collect(Collectors.joining(", "))))
                .params(values.values().stream().map(Column::parameter).toList())
                .update();
    }

    /** By column, in order; what is empty is left out. */
    static Map<String, Object> values(AuditEntry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("number", entry.number());
        values.put("made_at", entry.at());
        values.put("made_by", entry.by());
        values.put("action", entry.action());
        entry.patient().ifPresent(value -> values.put("patient", value));
        entry.subject().ifPresent(value -> values.put("subject", value));
        entry.keptIn().ifPresent(value -> values.put("kept_in", value));
        entry.content().ifPresent(value -> values.put("content", value));
        values.put("hash", entry.hash());
        return values;
    }

    static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                Column.moment(row, "made_at"),
                row.getString("made_by"),
                row.getString("action"),
                Optional.ofNullable(row.getString("patient")),
                Optional.ofNullable(row.getString("subject")),
                Optional.ofNullable(row.getString("kept_in")),
                Optional.ofNullable(row.getString("content")),
                row.getString("hash"));
    }

    static AuditHead head(JdbcClient sql) {
        return sql.sql("select number, hash from audit_head where id = 1")
                .query((row, index) -> new AuditHead(row.getLong("number"), row.getString("hash")))
                .single();
    }
}

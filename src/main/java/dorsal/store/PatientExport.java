package dorsal.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that is kept of one patient. */
final class PatientExport {
    private PatientExport() {}

    static byte[] of(JdbcClient sql, Patient patient, Clock clock) {
        Map<String, Object> export = new LinkedHashMap<>();
        export.put("id", patient.id());
        export.put("exported_at", Column.kept(clock.instant()));
        for (Table table : Table.OF_PATIENT) {
            export.put(table.sql(), rows(sql, table, patient.id()));
        }
        List<Map<String, Object>> drafts = new ArrayList<>();
        for (Draft draft : Visits.drafts(sql, patient.id())) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("made_at", draft.at());
            values.put("made_by", draft.by());
            values.put("profile", draft.profile());
            drafts.add(values);
        }
        export.put("draft", drafts);
        export.put(
                "audit_entry",
                sql.sql("select * from audit_entry where patient = ? order by number")
                        .params(patient.id())
                        .query((row, index) -> AuditRows.values(AuditRows.read(row)))
                        .list());
        return RowJson.write(export);
    }

    private static List<Map<String, Object>> rows(JdbcClient sql, Table table, String patient) {
        return sql.sql("select * from %s where patient = ? order by entry".formatted(table.sql()))
                .params(patient)
                .query((row, index) -> {
                    Row found = Row.read(table, row);
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("entry", found.entry());
                    found.values().forEach((name, value) -> {
                        if (name.equals("rules") && value instanceof String rules) {
                            values.put(name, RuleIds.split(rules));
                        } else {
                            values.put(name, value);
                        }
                    });
                    return values;
                })
                .list();
    }
}

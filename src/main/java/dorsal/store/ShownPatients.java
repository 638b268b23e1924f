package dorsal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What lists show of each patient, kept beside the chart with each write to it, so that a list reads neither the trail nor
 * a result. It can be made again from the chart at any time.
 */
final class ShownPatients {
    /** As Dorsal itself writes a result; the day of the assessment stands near its beginning. */
    private static final Pattern DATE = Pattern.compile("\"date\":\"(\\d{4}-\\d{2}-\\d{2})");

    private static final String HOLD = "\"hold\":true,\"escalations\"";
    private static final Pattern REVIEW = Pattern.compile("\"review\":\\{\"weeks\":(\\d+)");

    private ShownPatients() {}

    static void added(JdbcClient sql, String patient, long state) {
        sql.sql("insert into patient_shown (patient, state, hold) values (?, ?, false)")
                .params(patient, state)
                .update();
    }

    static void changed(JdbcClient sql, String patient, long state) {
        sql.sql("update patient_shown set state = ? where patient = ?")
                .params(state, patient)
                .update();
    }

    static void visited(JdbcClient sql, String patient, long visit, Instant at, String urgency, String result) {
        sql.sql("update patient_shown set visit = ?, visited_at = ?, urgency = ?, hold = ?, due = ? where patient = ?")
                .param(visit)
                .param(Column.parameter(at))
                .param(urgency)
                .param(result.contains(HOLD))
                .param(due(result))
                .param(patient)
                .update();
    }

    /** The day by which a result wants the patient seen again; null for none. */
    private static @Nullable LocalDate due(String result) {
        Matcher date = DATE.matcher(result);
        Matcher review = REVIEW.matcher(result);
        return date.find() && review.find()
                ? LocalDate.parse(date.group(1)).plusWeeks(Long.parseLong(review.group(1)))
                : null;
    }

    static void removed(JdbcClient sql, String patient) {
        sql.sql("delete from patient_shown where patient = ?").params(patient).update();
    }

    static boolean isComplete(JdbcClient sql) {
        return sql.sql(
                                "select count(*) from patient p where not exists (select 1 from patient_shown s where s.patient = p.patient)")
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** Adds whoever is missing: all patients of a chart that an earlier Dorsal kept, or of a backup. */
    static void complete(JdbcClient sql) {
        List<String> missing = sql.sql(
                        "select p.patient from patient p where not exists (select 1 from patient_shown s where s.patient = p.patient)")
                .query(String.class)
                .list();
        for (String patient : missing) {
            long state = sql.sql("select max(number) from audit_entry where patient = ? and kept_in is not null")
                    .params(patient)
                    .query(Long.class)
                    .single();
            added(sql, patient, state);
            sql.sql("select entry, made_at, urgency, result from visit where patient = ? order by entry desc limit 1")
                    .params(patient)
                    .query((row, index) -> last(sql, patient, row))
                    .optional();
        }
    }

    private static long last(JdbcClient sql, String patient, ResultSet row) throws SQLException {
        long visit = row.getLong("entry");
        visited(sql, patient, visit, Column.moment(row, "made_at"), row.getString("urgency"), row.getString("result"));
        return visit;
    }
}

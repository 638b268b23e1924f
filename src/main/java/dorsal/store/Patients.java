package dorsal.store;

import dorsal.clinical.Urgency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is in the chart. */
public final class Patients {
    private static final String SELECT = """
            select p.entry, p.made_at, p.made_by, a.made_at as changed_at, a.made_by as changed_by, s.*
            from patient_shown s
            join patient p on p.patient = s.patient
            join audit_entry a on a.number = s.state
            """;

    private final Database database;

    Patients(Database database) {
        this.database = database;
    }

    /** Adds a patient with an id that is made. */
    public Patient create(String by) {
        return database.write(ledger -> {
            String id = PatientId.make();
            while (isTaken(ledger.sql(), id)) {
                id = PatientId.make();
            }
            return add(ledger, id, by);
        });
    }

    /**
     * Adds a patient with the id that the clinic gives.
     *
     * @param id 1 to 64 characters, no blanks around them; it must say nothing about the person
     * @throws ChartRefusal if it is no such id, is taken, or belonged to a patient whose chart was deleted
     */
    public Patient create(String id, String by) {
        PatientId.check(id);
        return database.write(ledger -> {
            if (isTaken(ledger.sql(), id)) {
                throw new ChartRefusal("There is, or was, a patient with this id. Choose another.");
            }
            return add(ledger, id, by);
        });
    }

    private static Patient add(Ledger ledger, String id, String by) {
        long entry = ledger.add(Table.PATIENT, by, "patient added", Optional.empty(), Map.of("patient", id));
        return new Patient(
                entry,
                id,
                ledger.now(),
                by,
                entry,
                ledger.now(),
                by,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static boolean isTaken(JdbcClient sql, String id) {
        return sql.sql(
                                "select (select count(*) from patient where patient = ?) + (select count(*) from erasure where patient = ?)")
                        .params(id, id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The patient with an id. */
    public Optional<Patient> find(String id) {
        return database.read(sql -> find(sql, id));
    }

    /** The patient with a number. */
    public Optional<Patient> find(long number) {
        return database.read(sql -> sql.sql(SELECT + " where p.entry = ?")
                .params(number)
                .query((row, index) -> read(row))
                .optional());
    }

    static Optional<Patient> find(JdbcClient sql, String id) {
        return sql.sql(SELECT + " where s.patient = ?")
                .params(id)
                .query((row, index) -> read(row))
                .optional();
    }

    /** @throws ChartRefusal if there is no such patient */
    static Patient expect(JdbcClient sql, String id) {
        return find(sql, id).orElseThrow(() -> new ChartRefusal("There is no patient with this id."));
    }

    /**
     * The patients whose chart changed last, first.
     *
     * @param begin how their ids begin, in lower or upper case; empty for all
     */
    public List<Patient> list(String begin, int most) {
        return list(begin, Long.MAX_VALUE, most);
    }

    /**
     * The same from some place on.
     *
     * @param before the {@link Patient#state()} of the last one that was seen
     */
    public List<Patient> list(String begin, long before, int most) {
        String lower = begin.toLowerCase(Locale.ROOT);
        return database.read(sql -> sql.sql(
                        SELECT
                                + " where s.state < ? and substring(lower(s.patient) from 1 for ?) = ? order by s.state desc limit ?")
                .params(before, lower.length(), lower, most)
                .query((row, index) -> read(row))
                .list());
    }

    private static Patient read(ResultSet row) throws SQLException {
        return new Patient(
                row.getLong("entry"),
                row.getString("patient"),
                Column.moment(row, "made_at"),
                row.getString("made_by"),
                row.getLong("state"),
                Column.moment(row, "changed_at"),
                row.getString("changed_by"),
                row.getObject("visited_at") == null ? Optional.empty() : Optional.of(Column.moment(row, "visited_at")),
                Optional.ofNullable(row.getString("urgency")).map(Patients::urgency),
                row.getBoolean("hold"),
                Optional.ofNullable(row.getObject("due", LocalDate.class)));
    }

    static Urgency urgency(String code) {
        return Urgency.valueOf(code.toUpperCase(Locale.ROOT));
    }

    /**
     * Removes everything that is kept of a patient, where law demands it. What stays: that it was done, when, by whom and
     * why, and the entries of the audit trail, which hold nothing clinical. Backups made before still hold it.
     *
     * @param why kept; must not be empty nor say anything clinical
     */
    public void erase(String id, String by, String why) {
        if (why.isBlank()) {
            throw new ChartRefusal("A chart is deleted for a reason, which is kept.");
        }
        database.write(ledger -> {
            expect(ledger.sql(), id);
            for (Table table : Table.OF_PATIENT) {
                ledger.sql()
                        .sql("delete from %s where patient = ?".formatted(table.sql()))
                        .params(id)
                        .update();
            }
            ledger.sql().sql("delete from draft where patient = ?").params(id).update();
            ledger.sql()
                    .sql("delete from rules_shown where patient = ?")
                    .params(id)
                    .update();
            ShownPatients.removed(ledger.sql(), id);
            return ledger.add(
                    Table.ERASURE, by, "patient deleted", Optional.empty(), Map.of("patient", id, "reason", why));
        });
    }

    /**
     * Everything that is kept of a patient, with the entries of the audit trail about it, as JSON. That it was exported is
     * such an entry.
     *
     * @throws ChartRefusal if there is no such patient
     */
    public byte[] export(String id, String by) {
        database.write(ledger -> {
            expect(ledger.sql(), id);
            return ledger.note(by, "chart exported", Optional.of(id), Optional.empty());
        });
        return database.snapshot(sql -> PatientExport.of(sql, expect(sql, id), database.clock()));
    }
}

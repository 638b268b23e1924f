package dorsal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Assessments that were saved, drafts of them, and programmes opened under an emergency. */
public final class Visits {
    private final Database database;

    Visits(Database database) {
        this.database = database;
    }

    /**
     * Saves a visit on top of what was read of the patient, and removes the draft of whoever saves it.
     *
     * @throws ChangedMeanwhile if somebody wrote to the patient's chart since; the draft stays
     * @throws ChartRefusal if there is no such patient
     */
    public Visit save(Visit.Entered visit, String by) {
        return database.write(ledger -> {
            Patient patient = Patients.expect(ledger.sql(), visit.patient());
            if (patient.state() != visit.state()) {
                throw new ChangedMeanwhile(patient);
            }
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("patient", visit.patient());
            values.put("profile", visit.profile());
            values.put("result", visit.result());
            values.put("fingerprint", visit.fingerprint());
            values.put("urgency", visit.urgency().code());
            values.put("rules", RuleIds.join(visit.rules()));
            long number = ledger.add(Table.VISIT, by, "visit saved", Optional.empty(), values);
            ledger.sql()
                    .sql("insert into rules_shown (entry, patient, rules) values (?, ?, ?)")
                    .params(number, visit.patient(), RuleIds.join(visit.rules()))
                    .update();
            ShownPatients.visited(
                    ledger.sql(),
                    visit.patient(),
                    number,
                    ledger.now(),
                    visit.urgency().code(),
                    visit.result());
            removeDraft(ledger.sql(), visit.patient(), by);
            return new Visit(
                    number,
                    visit.patient(),
                    ledger.now(),
                    by,
                    visit.profile(),
                    visit.result(),
                    visit.fingerprint(),
                    visit.urgency(),
                    visit.rules());
        });
    }

    /** The visit with a number. */
    public Optional<Visit> find(long number) {
        return database.read(sql -> sql.sql("select * from visit where entry = ?")
                .params(number)
                .query((row, index) -> read(row))
                .optional());
    }

    /** The last visit of a patient. */
    public Optional<Visit> last(String patient) {
        return database.read(sql -> sql.sql("select * from visit where patient = ? order by entry desc limit 1")
                .params(patient)
                .query((row, index) -> read(row))
                .optional());
    }

    /** Every visit of a patient, newest first. */
    public List<Visit.Summary> list(String patient) {
        return database.read(sql -> sql.sql(
                        "select entry, made_at, made_by, fingerprint, urgency from visit where patient = ? order by entry desc")
                .params(patient)
                .query((row, index) -> new Visit.Summary(
                        row.getLong("entry"),
                        Column.moment(row, "made_at"),
                        row.getString("made_by"),
                        row.getString("fingerprint"),
                        Patients.urgency(row.getString("urgency"))))
                .list());
    }

    /**
     * The profiles of a patient's visits, oldest first.
     *
     * @param before the number of a visit: only those that were saved before it
     */
    public List<String> profiles(String patient, long before) {
        return database.read(sql -> sql.sql("select profile from visit where patient = ? and entry < ? order by entry")
                .params(patient, before)
                .query(String.class)
                .list());
    }

    private static Visit read(ResultSet row) throws SQLException {
        return new Visit(
                row.getLong("entry"),
                row.getString("patient"),
                Column.moment(row, "made_at"),
                row.getString("made_by"),
                row.getString("profile"),
                row.getString("result"),
                row.getString("fingerprint"),
                Patients.urgency(row.getString("urgency")),
                RuleIds.split(row.getString("rules")));
    }

    /** The visit, which must be one of the patient. */
    static void expect(JdbcClient sql, String patient, long visit) {
        Patients.expect(sql, patient);
        boolean found = sql.sql("select count(*) from visit where entry = ? and patient = ?")
                        .params(visit, patient)
                        .query(Long.class)
                        .single()
                == 1;
        if (!found) {
            throw new ChartRefusal("This patient has no visit with the number %d.".formatted(visit));
        }
    }

    /**
     * Records that the programme was shown though the result is an emergency.
     *
     * @param reason must not be empty
     */
    public ProgrammeOpening openProgramme(String patient, long visit, String by, String reason) {
        if (reason.isBlank()) {
            throw new ChartRefusal("Under an emergency the programme is opened for a reason, which is kept.");
        }
        return database.write(ledger -> {
            expect(ledger.sql(), patient, visit);
            long number = ledger.add(
                    Table.PROGRAMME_OPENING,
                    by,
                    "programme opened under an emergency",
                    Optional.of(String.valueOf(visit)),
                    Map.of("patient", patient, "visit", visit, "reason", reason));
            return new ProgrammeOpening(number, patient, visit, ledger.now(), by, reason);
        });
    }

    /** The openings of the programme of a visit, oldest first. */
    public List<ProgrammeOpening> openings(long visit) {
        return database.read(sql -> sql.sql("select * from programme_opening where visit = ? order by entry")
                .params(visit)
                .query((row, index) -> new ProgrammeOpening(
                        row.getLong("entry"),
                        row.getString("patient"),
                        row.getLong("visit"),
                        Column.moment(row, "made_at"),
                        row.getString("made_by"),
                        row.getString("reason")))
                .list());
    }

    /**
     * Keeps what somebody has typed so far, in place of what they typed before. Not part of the chart: it leaves no entry
     * in the audit trail.
     *
     * @param state {@link Patient#state()} when the draft was begun
     */
    public Draft keepDraft(String patient, String by, long state, String profile) {
        Column.text("profile", 1_000_000).check(profile);
        Column.text("user", 200).check(by);
        return database.replace(sql -> {
            // Locked, or a patient deleted meanwhile would leave this behind.
            boolean found = sql.sql("select entry from patient where patient = ? for update")
                    .params(patient)
                    .query(Long.class)
                    .optional()
                    .isPresent();
            if (!found) {
                throw new ChartRefusal("There is no patient with this id.");
            }
            Instant now = Column.kept(database.clock().instant());
            removeDraft(sql, patient, by);
            sql.sql("insert into draft (patient, made_by, made_at, state, profile) values (?, ?, ?, ?, ?)")
                    .params(patient, by, Column.parameter(now), state, profile)
                    .update();
            return new Draft(patient, by, now, state, profile);
        });
    }

    /** What somebody has typed for a patient. */
    public Optional<Draft> draft(String patient, String by) {
        return database.read(sql -> sql.sql("select * from draft where patient = ? and made_by = ?")
                .params(patient, by)
                .query((row, index) -> readDraft(row))
                .optional());
    }

    /** Everybody's drafts for a patient, newest first: somebody else may be at work on it. */
    public List<Draft> drafts(String patient) {
        return database.read(sql -> drafts(sql, patient));
    }

    static List<Draft> drafts(JdbcClient sql, String patient) {
        return sql.sql("select * from draft where patient = ? order by made_at desc")
                .params(patient)
                .query((row, index) -> readDraft(row))
                .list();
    }

    /** Removes what somebody has typed for a patient. */
    public void discardDraft(String patient, String by) {
        database.change(sql -> removeDraft(sql, patient, by));
    }

    private static void removeDraft(JdbcClient sql, String patient, String by) {
        sql.sql("delete from draft where patient = ? and made_by = ?")
                .params(patient, by)
                .update();
    }

    private static Draft readDraft(ResultSet row) throws SQLException {
        return new Draft(
                row.getString("patient"),
                row.getString("made_by"),
                Column.moment(row, "made_at"),
                row.getLong("state"),
                row.getString("profile"));
    }
}

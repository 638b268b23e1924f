package dorsal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was done, by whom and when: each entry hashed together with the one before. */
public final class AuditTrail {
    private final Database database;

    AuditTrail(Database database) {
        this.database = database;
    }

    /**
     * Adds that something was done of which no row is kept, such as that a chart was looked at.
     *
     * @param action at most 60 characters, nothing clinical
     * @return the number of the entry
     */
    public long note(String by, String action, Optional<String> patient, Optional<String> subject) {
        return database.write(ledger -> ledger.note(by, action, patient, subject));
    }

    /** Where the trail ends; worth noting elsewhere. */
    public AuditHead head() {
        return database.read(AuditRows::head);
    }

    /**
     * Entries, newest first.
     *
     * @param patient only those about this one
     * @param before only those with a smaller number; {@link Long#MAX_VALUE} for the newest
     */
    public List<AuditEntry> list(Optional<String> patient, long before, int most) {
        return list(patient, Optional.empty(), before, most);
    }

    /**
     * Entries, newest first.
     *
     * @param patient only those about this one
     * @param by only those of this user
     * @param before only those with a smaller number; {@link Long#MAX_VALUE} for the newest
     */
    public List<AuditEntry> list(Optional<String> patient, Optional<String> by, long before, int most) {
        List<Object> parameters = new ArrayList<>(List.of(before));
        patient.ifPresent(parameters::add);
        by.ifPresent(parameters::add);
        parameters.add(most);
        String where = (patient.isPresent() ? " and patient = ?" : "") + (by.isPresent() ? " and made_by = ?" : "");
        return database.read(sql -> sql.sql(
                        "select * from audit_entry where number < ?%s order by number desc limit ?".formatted(where))
                .params(parameters)
                .query((row, index) -> AuditRows.read(row))
                .list());
    }

    /**
     * Looks at every entry, and at every row that one tells of.
     *
     * @param noted an earlier end of the trail that was noted elsewhere; without it, nobody can tell whether the newest
     *     entries were cut off together with the record of where the trail ends
     */
    public AuditReport verify(Optional<AuditHead> noted) {
        return database.snapshot(sql -> new AuditCheck(sql).run(noted));
    }
}

package dorsal.store;

import dorsal.activation.RuleSetArchive;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The chart of a practice, open: everything that is kept in the database. Safe for many threads and, where the database
 * allows it, for many programs at once. Nothing in it is changed in place; each write stands together with its entry in
 * the audit trail or not at all, and is on the disk when a method returns.
 *
 * <p>Every method may throw {@link ChartUnavailable} when the database cannot be used, and {@link ChartRefusal} when
 * what is asked for cannot be done; nothing is written then.
 */
public final class Chart implements AutoCloseable {
    private final Database database;
    private final Path data;

    private Chart(Database database, Path data) {
        this.database = database;
        this.data = data;
    }

    /**
     * Opens the chart, and makes or brings up to date its tables.
     *
     * @param data where Dorsal keeps its data; the database is in its folder {@code chart} unless the environment names
     *     another
     * @param environment {@code DORSAL_DB} ({@code jdbc:postgresql://…}), {@code DORSAL_DB_USER} and
     *     {@code DORSAL_DB_PASSWORD}, each optional
     * @throws ChartRefusal if the environment names no such database
     * @throws ChartUnavailable if it cannot be opened
     */
    public static Chart open(Path data, Map<String, String> environment, Clock clock) {
        return new Chart(Connections.open(data, environment, clock), data);
    }

    Database database() {
        return database;
    }

    /** Who is in the chart. */
    public Patients patients() {
        return new Patients(database);
    }

    /** Assessments that were saved, and drafts of them. */
    public Visits visits() {
        return new Visits(database);
    }

    /** What clinicians decided otherwise than the rules. */
    public Overrides overrides() {
        return new Overrides(database);
    }

    /** Rule sets proposed for use. */
    public Publications publications() {
        return new Publications(database);
    }

    /** Who may log in. */
    public Users users() {
        return new Users(database);
    }

    /** The keys of programs. */
    public Tokens tokens() {
        return new Tokens(database);
    }

    /** What was done, by whom and when. */
    public AuditTrail audit() {
        return new AuditTrail(database);
    }

    /** The rule sets that were in use, which are kept beside the database. */
    public RuleSetArchive archive() {
        return archive(data);
    }

    static RuleSetArchive archive(Path data) {
        return new RuleSetArchive(data.resolve("rule-sets"));
    }

    @Override
    public void close() {
        database.close();
    }
}

package dorsal.store;

import dorsal.activation.RuleSetArchive;
import java.io.IOException;
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

    Chart(Database database, Path data) {
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

    /**
     * Writes everything of one moment into one file, while others go on writing: the tables, and the rule sets that were
     * in use. It holds what the chart holds, unencrypted; only its owner may read it. A chart whose trail is broken is
     * backed up too.
     *
     * @param file must not exist; its folder must
     * @throws IOException if it could not be written completely; there is no file then
     */
    public BackupReport backUp(Path file, String by) throws IOException {
        return BackupWriter.write(database, data.resolve("rule-sets"), file, by);
    }

    /**
     * Puts a backup of either database into an empty data folder and an empty database.
     *
     * @param evenIfBroken also when the trail in it is broken
     * @throws ChartRefusal if something is there already, or what is in the file is no backup, damaged, or has a broken
     *     trail; what was empty still is
     * @throws IOException if the file cannot be read, or the rule sets not written
     */
    public static BackupReport restore(
            Path file, Path data, Map<String, String> environment, Clock clock, String by, boolean evenIfBroken)
            throws IOException {
        return new Restoration(data, environment, clock).run(file, by, evenIfBroken);
    }

    /** True when there is a chart to open: in the folder, or on a server, of which that is taken for granted. */
    public static boolean isThere(Path data, Map<String, String> environment) {
        return Connections.isThere(data, environment);
    }

    @Override
    public void close() {
        database.close();
    }
}

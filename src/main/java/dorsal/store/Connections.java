package dorsal.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Opens the database: H2 in {@code DATA/chart}, or PostgreSQL where {@code DORSAL_DB} names one.
 *
 * <p>H2 is told to write at each commit ({@code WRITE_DELAY=0}, not half a second later), {@link Database} makes it
 * reach the disk before anything is acknowledged, and {@link OrderedFile} has it reach the disk in an order that a power
 * cut leaves readable.
 *
 * <p>Commands have to work beside a running server, so the first program to open the file serves it to others of this
 * machine ({@code AUTO_SERVER}). Left to itself H2 would listen on every network, hence {@code h2.bindAddress}: loopback
 * only. Whoever connects needs a random key that stands in a file of {@code DATA/chart}, which only the user who runs
 * Dorsal may enter. H2 closes its files when the program ends, which {@code AUTO_SERVER} asks for: a write under way then
 * fails as a whole.
 */
final class Connections {
    private static final String SETTING = "DORSAL_DB";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String NAME = "chart";
    private static final int MOST = 10;

    /** For a connection, in milliseconds. */
    private static final long PATIENCE = 8_000;

    /** For the write before, in milliseconds. */
    private static final long TURN = Database.TURN.toMillis();

    private Connections() {}

    static Database open(Path data, Map<String, String> environment, Clock clock) {
        String url = environment.getOrDefault(SETTING, "").strip();
        if (url.isEmpty()) {
            return openFile(data, "", clock);
        }
        if (!url.startsWith(POSTGRESQL)) {
            // The address may hold a password, so it is not repeated.
            throw new ChartRefusal(
                    "The setting %s does not name a PostgreSQL database. Expected for example jdbc:postgresql://localhost/dorsal, or nothing for a database in the data folder."
                            .formatted(SETTING));
        }
        return open(server(url, environment), clock, false);
    }

    /** @param disk the scheme of what stands for the disk; empty for the disk itself */
    static Database openFile(Path data, String disk, Clock clock) {
        return open(file(data, OrderedFile.scheme() + disk), clock, true);
    }

    static boolean isThere(Path data, Map<String, String> environment) {
        return !environment.getOrDefault(SETTING, "").isBlank()
                || Files.exists(folder(data).resolve(NAME + ".mv.db"));
    }

    /** Where the file of H2 is. */
    static Path folder(Path data) {
        return data.resolve(NAME);
    }

    private static HikariDataSource file(Path data, String scheme) {
        Path folder = folder(data).toAbsolutePath().normalize();
        try {
            makePrivate(folder);
        } catch (IOException e) {
            throw new ChartUnavailable(
                    "The folder '%s' of the chart cannot be made (%s)."
                            .formatted(folder, e.getClass().getSimpleName()),
                    e);
        }
        if (folder.toString().contains(";")) {
            throw new ChartRefusal(
                    "The data folder '%s' has a ';' in its name, which the database cannot read.".formatted(folder));
        }
        System.setProperty("h2.bindAddress", "127.0.0.1");
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl("jdbc:h2:%s%s;AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=%d;QUERY_CACHE_SIZE=64"
                .formatted(scheme, folder.resolve(NAME), TURN));
        source.setUsername("dorsal");
        source.setPassword("");
        return source;
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static HikariDataSource server(String url, Map<String, String> environment) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(url);
        Optional.ofNullable(environment.get(SETTING + "_USER")).ifPresent(source::setUsername);
        Optional.ofNullable(environment.get(SETTING + "_PASSWORD")).ifPresent(source::setPassword);
        source.addDataSourceProperty("ApplicationName", "dorsal");
        source.addDataSourceProperty("connectTimeout", "10");
        // A server that vanished without a word must not hold a request for ever.
        source.addDataSourceProperty("socketTimeout", "300");
        source.addDataSourceProperty("tcpKeepAlive", "true");
        // A server may be set up to acknowledge before its disk has it; the chart asks for the disk.
        source.setConnectionInitSql("set synchronous_commit = on; set lock_timeout = %d".formatted(TURN));
        return source;
    }

    private static Database open(HikariDataSource source, Clock clock, boolean inFile) {
        source.setMaximumPoolSize(MOST);
        source.setMinimumIdle(1);
        source.setConnectionTimeout(PATIENCE);
        source.setInitializationFailTimeout(1);
        source.setPoolName(NAME);
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:dorsal/store/migrations")
                    .cleanDisabled(true)
                    .load()
                    .migrate();
            Database database = new Database(source, clock, inFile);
            database.completeLists();
            return database;
        } catch (FlywayException e) {
            source.close();
            RuntimeException told = Failures.told(e);
            throw told == e
                    ? new ChartUnavailable("The tables of the chart cannot be set up: " + firstLine(e), e)
                    : told;
        } catch (RuntimeException e) {
            source.close();
            throw Failures.told(e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
    }
}

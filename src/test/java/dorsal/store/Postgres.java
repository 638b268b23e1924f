package dorsal.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of a run, and a new database in it for each that asks. */
final class Postgres {
    private static final Postgres RUNNING = new Postgres();

    private final AtomicInteger made = new AtomicInteger();
    private final EmbeddedPostgres server;

    private Postgres() {
        try {
            server = start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started; as root this needs 'unshare'.", e);
        }
    }

    /** Another server, to be stopped by the test that asks for it. */
    static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    /** The settings of a new, empty database. */
    static Map<String, String> database() {
        String name = "test" + RUNNING.made.incrementAndGet();
        try (Connection connection = RUNNING.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return settings(RUNNING.server, name);
    }

    static Map<String, String> settings(EmbeddedPostgres server, String name) {
        return Map.of(
                "DORSAL_DB",
                "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), name),
                "DORSAL_DB_USER",
                "postgres",
                "DORSAL_DB_PASSWORD",
                "postgres");
    }
}

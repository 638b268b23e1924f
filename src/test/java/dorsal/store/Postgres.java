package dorsal.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL for all tests of a run, and a new database in it for each that asks: started here, or where that
 * cannot be (as root where {@code unshare -U} is forbidden, on other processors) the one that {@code DORSAL_TEST_DB}
 * names, for example {@code jdbc:postgresql://localhost:5432}, whose user and password are {@code postgres}.
 */
final class Postgres {
    private static final Postgres RUNNING = new Postgres();

    private final AtomicInteger made = new AtomicInteger();
    private final String server;

    private Postgres() {
        server = given().orElseGet(() -> {
            try {
                return url(start());
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL could not be started; name one with DORSAL_TEST_DB.", e);
            }
        });
    }

    /** The server that is not started here. */
    static Optional<String> given() {
        return Optional.ofNullable(System.getenv("DORSAL_TEST_DB")).filter(url -> !url.isBlank());
    }

    /** Another server, to be stopped by the test that asks for it. */
    static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    private static String url(EmbeddedPostgres started) {
        return "jdbc:postgresql://localhost:" + started.getPort();
    }

    /** The settings of a new, empty database. */
    static Map<String, String> database() {
        String name = "dorsal_test_%d_%d".formatted(ProcessHandle.current().pid(), RUNNING.made.incrementAndGet());
        try (Connection connection = DriverManager.getConnection(RUNNING.server + "/postgres", "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return settings(RUNNING.server, name);
    }

    static Map<String, String> settings(EmbeddedPostgres started) {
        return settings(url(started), "postgres");
    }

    private static Map<String, String> settings(String server, String name) {
        return Map.of("DORSAL_DB", server + "/" + name, "DORSAL_DB_USER", "postgres", "DORSAL_DB_PASSWORD", "postgres");
    }
}

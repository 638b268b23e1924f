package dorsal.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The database while it is open: transactions, and what their failures mean. */
final class Database implements AutoCloseable {
    /** How long a write waits for those before it. */
    static final Duration TURN = Duration.ofSeconds(20);

    private final ReentrantLock turn = new ReentrantLock(true);
    private final HikariDataSource source;
    private final Clock clock;
    private final JdbcClient sql;
    private final TransactionTemplate writing;
    private final TransactionTemplate looking;
    private final boolean inFile;

    private final AtomicLong committed = new AtomicLong();
    private final Object reaching = new Object();
    private long reached;

    /** @param inFile true for H2, which is told to reach the disk after each commit */
    Database(HikariDataSource source, Clock clock, boolean inFile) {
        this.source = source;
        this.clock = clock;
        this.inFile = inFile;
        this.sql = JdbcClient.create(source);
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        this.writing = new TransactionTemplate(transactions);
        writing.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.looking = new TransactionTemplate(transactions);
        looking.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        looking.setReadOnly(true);
    }

    Clock clock() {
        return clock;
    }

    /** Adds to the chart and its audit trail: all of it, or nothing if it fails. On the disk when this returns. */
    <T> T write(Function<Ledger, T> work) {
        return told(() -> {
            takeTurn();
            T result;
            try {
                result = writing.execute(status -> {
                    Ledger ledger = Ledger.begin(sql, Column.kept(clock.instant()));
                    T made = work.apply(ledger);
                    ledger.end();
                    return made;
                });
            } finally {
                turn.unlock();
            }
            reachTheDisk();
            return result;
        });
    }

    /** Writes wait for each other here, in order and without a connection, so that reads never lack one. */
    private void takeTurn() {
        try {
            if (turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CannotAcquireLockException("The writes before took too long.");
    }

    /** Lists of a chart that an earlier Dorsal kept are made once. */
    void completeLists() {
        if (!read(ShownPatients::isComplete)) {
            write(ledger -> {
                ShownPatients.complete(ledger.sql());
                return true;
            });
        }
    }

    /** Writes what is no part of the chart, such as drafts. On the disk when this returns. */
    <T> T replace(Function<JdbcClient, T> work) {
        return told(() -> {
            T result = writing.execute(status -> work.apply(sql));
            reachTheDisk();
            return result;
        });
    }

    /**
     * A commit of H2 is handed to the system only; this waits until the disk has it. Whoever waits for its turn here may
     * find that the one before took its commit along.
     */
    private void reachTheDisk() {
        if (!inFile) {
            return;
        }
        long mine = committed.incrementAndGet();
        synchronized (reaching) {
            if (reached < mine) {
                long all = committed.get();
                sql.sql("checkpoint sync").update();
                reached = all;
            }
        }
    }

    /** The same without a result. */
    void change(Consumer<JdbcClient> work) {
        replace(statements -> {
            work.accept(statements);
            return true;
        });
    }

    /** Reads with one statement. */
    <T> T read(Function<JdbcClient, T> work) {
        return told(() -> work.apply(sql));
    }

    /** Reads with several statements that all see the same moment. */
    <T> T snapshot(Function<JdbcClient, T> work) {
        return told(() -> looking.execute(status -> work.apply(sql)));
    }

    /** The work of a transaction. */
    @FunctionalInterface
    private interface Work<T> {
        T run();
    }

    private <T> T told(Work<T> work) {
        try {
            return work.run();
        } catch (DataAccessException | TransactionException e) {
            RuntimeException told = Failures.told(e);
            if (told instanceof ChartUnavailable) {
                openAnew();
            }
            throw told;
        }
    }

    /** H2 closes itself when a write fails, for good; whoever connects once nobody is connected opens it again. */
    private void openAnew() {
        if (inFile) {
            source.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        source.close();
    }
}

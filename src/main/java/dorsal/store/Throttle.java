package dorsal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Slows down whoever guesses passwords: after five wrong ones for a name, or fifty from an address, each further one
 * doubles the wait, from half a minute to a quarter of an hour. Kept in the database, so that a restart forgives nothing.
 */
final class Throttle {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Whom failures are counted against, and how many are free. */
    record Subject(String hash, int free) {
        static Subject name(String name) {
            return new Subject(ContentHash.of("name " + name), 5);
        }

        static Subject address(String address) {
            return new Subject(ContentHash.of("address " + address), 50);
        }
    }

    private Throttle() {}

    /** How long to wait before the next try; zero when it may be made now. */
    static Duration wait(JdbcClient sql, List<Subject> subjects, Instant now) {
        Duration longest = Duration.ZERO;
        for (Subject subject : subjects) {
            List<Instant> failures = sql.sql(
                            "select made_at from failed_log_in where subject = ? and made_at > ? order by made_at desc")
                    .params(subject.hash(), Column.parameter(now.minus(REMEMBERED)))
                    .query((row, index) -> Column.moment(row, "made_at"))
                    .list();
            int beyond = failures.size() - subject.free();
            if (beyond >= 0) {
                Duration pause = beyond >= 5 ? LONGEST : SHORTEST.multipliedBy(1L << beyond);
                Duration left = Duration.between(now, failures.get(0).plus(pause));
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        return longest;
    }

    static void failed(JdbcClient sql, List<Subject> subjects, Instant now) {
        sql.sql("delete from failed_log_in where made_at < ?")
                .params(Column.parameter(now.minus(REMEMBERED)))
                .update();
        for (Subject subject : subjects) {
            sql.sql("insert into failed_log_in (subject, made_at) values (?, ?)")
                    .params(subject.hash(), Column.parameter(now))
                    .update();
        }
    }

    static void forget(JdbcClient sql, Subject subject) {
        sql.sql("delete from failed_log_in where subject = ?")
                .params(subject.hash())
                .update();
    }
}

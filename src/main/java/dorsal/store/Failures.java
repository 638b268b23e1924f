package dorsal.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What a failure of the database means for people. */
final class Failures {
    /** H2's codes: the file is open in another program, or locked by one. */
    private static final List<Integer> H2_HELD = List.of(90020, 90137);

    private static final int H2_LOCK_TIMEOUT = 50200;

    private Failures() {}

    /**
     * The failure as {@link ChartUnavailable}, or as it is when it must be a fault of Dorsal. The database's own words may
     * hold what was written, so they are no part of the sentence.
     */
    static RuntimeException told(RuntimeException failure) {
        if (says(failure, "no space left") || states(failure).anyMatch(state -> state.equals("53100"))) {
            return new ChartUnavailable(
                    "There is no space left on the disk of the chart. Nothing was half written; make space and try again.",
                    failure);
        }
        if (codes(failure).anyMatch(H2_HELD::contains) || says(failure, "the file is locked")) {
            return new ChartUnavailable("The chart is in use by another program.", failure, true);
        }
        if (failure instanceof CannotAcquireLockException
                || codes(failure).anyMatch(code -> code == H2_LOCK_TIMEOUT)
                || states(failure).anyMatch(state -> state.equals("55P03"))) {
            return new ChartUnavailable(
                    "The chart is busy: another write takes very long. Nothing was saved; try again.", failure);
        }
        if (isH2FileFailure(failure)) {
            return new ChartUnavailable(
                    "The files of the chart cannot be read or written. Nothing was half written; look at the disk.",
                    failure);
        }
        // A transaction that cannot begin, commit or roll back has lost its connection, whatever the driver calls it.
        if (isLost(failure) || failure instanceof TransactionException) {
            return new ChartUnavailable(
                    "The database cannot be reached. Nothing was half written; look at what is there before trying again.",
                    failure);
        }
        return failure;
    }

    private static boolean isLost(Throwable failure) {
        return states(failure)
                        .anyMatch(state -> state.startsWith("08")
                                || state.startsWith("28")
                                || state.startsWith("3D")
                                || state.startsWith("57P")
                                || state.startsWith("53"))
                || chain(failure).anyMatch(SQLTransientConnectionException.class::isInstance)
                || chain(failure).anyMatch(SQLNonTransientConnectionException.class::isInstance);
    }

    /** H2 closed itself or could not use its files. */
    private static boolean isH2FileFailure(Throwable failure) {
        return codes(failure)
                .anyMatch(code -> code == 90028
                        || code == 90030
                        || code == 90031
                        || code == 90034
                        || code == 90098
                        || code == 90121
                        || code == 90067);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Failures::cause).limit(30);
    }

    /** Where a rollback fails too, what came first says more. */
    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof TransactionSystemException system && system.getApplicationException() != null
                ? system.getApplicationException()
                : failure.getCause();
    }

    private static Stream<SQLException> sql(Throwable failure) {
        return chain(failure).filter(SQLException.class::isInstance).map(SQLException.class::cast);
    }

    private static Stream<Integer> codes(Throwable failure) {
        return sql(failure).map(SQLException::getErrorCode);
    }

    private static Stream<String> states(Throwable failure) {
        return sql(failure).map(SQLException::getSQLState).filter(Objects::nonNull);
    }

    private static boolean says(Throwable failure, String words) {
        return chain(failure)
                .map(Throwable::getMessage)
                .flatMap(message -> Optional.ofNullable(message).stream())
                .anyMatch(message -> message.toLowerCase(Locale.ROOT).contains(words));
    }
}

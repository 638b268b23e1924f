package dorsal.web;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Assessing and writing pages, in the order in which they come, for a few at once. Hundreds at once would make each slower,
 * and hold up those who only want to write a line to the chart while everybody waits for it; as few as there are processors
 * would lose to whatever else runs on the machine. What is done here must neither wait for anything nor take another turn.
 */
final class Turns {
    private static final Semaphore TURNS =
            new Semaphore(4 * Runtime.getRuntime().availableProcessors(), true);

    private Turns() {}

    static <T> T take(Supplier<T> work) {
        TURNS.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            TURNS.release();
        }
    }
}

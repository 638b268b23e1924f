package dorsal.web;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Assessing and writing pages, in the order in which they come, for as many at once as there are processors. More at once
 * would make each slower, and hold up those who only want to write a line to the chart while everybody waits for it.
 * What is done here must neither wait for anything nor take another turn.
 */
final class Turns {
    private static final Semaphore PROCESSORS =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private Turns() {}

    static <T> T take(Supplier<T> work) {
        PROCESSORS.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            PROCESSORS.release();
        }
    }
}

package dorsal.activation;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/**
 * Reading and trying rules while patients are assessed: it may take seconds, so it has half of the processors and leaves
 * the others. Work that divides itself (parallel streams) stays within them. It must not wait for a lock: whoever holds
 * one may be waiting here.
 */
final class RuleWork {
    private static final ForkJoinPool THREADS = new ForkJoinPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), RuleWork::thread, null, false);

    private RuleWork() {}

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("rule-work-" + thread.getPoolIndex());
        return thread;
    }

    /** Does work and waits for it; what it throws is thrown here. */
    static <T> T aside(Supplier<T> work) {
        return ForkJoinTask.getPool() == THREADS
                ? work.get()
                : THREADS.submit(work::get).join();
    }
}

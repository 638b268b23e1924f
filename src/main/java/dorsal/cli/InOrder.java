package dorsal.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Work done on all processors, its results handed on in the order in which it was given; little of it is kept. */
final class InOrder<T> implements AutoCloseable {
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final int mostWaiting = 16 * processors;
    private final ExecutorService workers = Executors.newFixedThreadPool(processors);
    private final Deque<Future<T>> waiting = new ArrayDeque<>();
    private final Consumer<T> use;

    /** @param use takes each result, on the thread that submits and closes */
    InOrder(Consumer<T> use) {
        this.use = use;
    }

    void submit(Callable<T> work) {
        if (waiting.size() >= mostWaiting) {
            takeFirst();
        }
        waiting.add(workers.submit(work));
    }

    private void takeFirst() {
        try {
            use.accept(waiting.remove().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while profiles were assessed.", e);
        }
    }

    /** Waits for what is still under way and hands it on. */
    @Override
    public void close() {
        try {
            while (!waiting.isEmpty()) {
                takeFirst();
            }
        } finally {
            workers.shutdownNow();
        }
    }
}

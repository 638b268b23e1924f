package dorsal.activation;

import dorsal.knowledge.FolderStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a rules folder was changed, however that was done, and tells once it is at rest. It looks at the folder
 * twenty times a second instead of asking the system for events: those are lost when many come at once, know nothing of
 * network drives, and must be asked for again for each new folder. A look takes about a millisecond.
 */
public final class RuleFolderWatcher implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    /** An editor that saves several files, or one file in steps, is given this long to finish. */
    private static final Duration AT_REST = Duration.ofMillis(120);
    /** A folder that never comes to rest is looked at all the same. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Path folder;
    private final Runnable changed;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RuleFolderWatcher(Path folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
        this.thread = new Thread(this::watch, "rules-folder-watcher");
    }

    /**
     * Watches from now on.
     *
     * @param changed called on the watcher's own thread, once at the beginning and whenever the folder was changed
     */
    public static RuleFolderWatcher watching(Path folder, Runnable changed) {
        RuleFolderWatcher watcher = new RuleFolderWatcher(folder, changed);
        watcher.thread.setDaemon(true);
        watcher.thread.start();
        return watcher;
    }

    private void watch() {
        FolderStamp told = new FolderStamp(List.of());
        FolderStamp last = told;
        long restingSince = System.nanoTime();
        long changedSince = restingSince;
        while (closed.getCount() > 0) {
            FolderStamp now = FolderStamp.of(folder);
            long moment = System.nanoTime();
            if (!now.equals(last)) {
                changedSince = last.equals(told) ? moment : changedSince;
                restingSince = moment;
                last = now;
            }
            boolean atRest = moment - restingSince >= AT_REST.toNanos();
            boolean waitedEnough = moment - changedSince >= LONGEST_WAIT.toNanos();
            if (!now.equals(told) && (atRest || waitedEnough)) {
                told = now; // what is written while somebody is told shows as another stamp
                changed.run();
            }
            pause();
        }
    }

    private void pause() {
        try {
            closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown(); // somebody else ends the thread
        }
    }

    /** Stops, after what is under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

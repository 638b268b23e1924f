package dorsal.web;

import dorsal.activation.RuleEditing;
import dorsal.activation.Trial;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.rehearsal.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Edited rules that are being tried: each once, whoever asks how often. */
final class Trials implements AutoCloseable {
    /** As many as the desk keeps the results of. */
    private static final int KEPT = 3;

    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "rules-trial");
        thread.setDaemon(true);
        thread.setContextClassLoader(
                Trials.class.getClassLoader()); // or Tomcat takes it for one of its own that it lost
        return thread;
    });

    private final Map<String, Underway<Trial>> known = new LinkedHashMap<>();

    /** The trial of edited rules beside those in use; begun if it was not yet. */
    synchronized Underway<Trial> of(RuleEditing desk, KnowledgeFolder edited) {
        String key = desk.trialKey(edited);
        Underway<Trial> trial = known.get(key);
        if (trial == null || trial.failed()) {
            trial = begin(progress -> desk.trial(edited, progress));
            known.remove(key);
            known.put(key, trial);
            known.values().stream()
                    .filter(Underway::isOver)
                    .findFirst()
                    .filter(oldest -> known.size() > KEPT)
                    .ifPresent(known.values()::remove);
        }
        return trial;
    }

    /** Other work on rules, done after what is under way. */
    <T> Underway<T> begin(Function<Progress, T> work) {
        return Underway.begin(worker, work);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}

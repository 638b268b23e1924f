package dorsal.activation;

import dorsal.knowledge.KnowledgeFolder;
import dorsal.rehearsal.Candidate;
import dorsal.rehearsal.Impact;
import dorsal.rehearsal.Progress;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Edits of a rules folder that are made inside the running program: read, tried in memory, written to disk and live in one
 * step. Whoever edits the same files with an editor of their own is not in the way and loses nothing.
 */
public final class RuleEditing {
    /** Trying takes seconds, and is asked for several times on the way to one publication. */
    private static final int TRIALS_KEPT = 3;

    private final Path folder;
    private final RuleActivation activation;
    private final Publisher publisher;
    private final Clock clock;
    private final boolean singleHanded;
    private final Map<String, Trial> trials = new LinkedHashMap<>();

    /**
     * Edits of the rules of a folder.
     *
     * @param folder the one that is activated from
     * @param singleHanded nobody is there who could approve what somebody else proposes
     */
    public RuleEditing(Path folder, RuleActivation activation, Clock clock, boolean singleHanded) {
        this.folder = folder;
        this.activation = activation;
        this.publisher = new Publisher(folder, activation.archive(), clock);
        this.clock = clock;
        this.singleHanded = singleHanded;
    }

    /** True where nobody is there who could approve what somebody else proposes. */
    public boolean singleHanded() {
        return singleHanded;
    }

    /**
     * The files on disk as they are now.
     *
     * @throws ProblemsException if the folder is missing or cannot be listed
     */
    public KnowledgeFolder onDisk() {
        return KnowledgeFolder.read(
                folder, activation.active().current().knowledge().folder());
    }

    /** A folder with one file replaced, added or, for empty contents, taken away; nothing is written. */
    public static KnowledgeFolder with(KnowledgeFolder base, String file, Optional<byte[]> contents) {
        SortedMap<String, byte[]> edited = new TreeMap<>(base.contents());
        contents.ifPresentOrElse(bytes -> edited.put(file, bytes), () -> edited.remove(file));
        return KnowledgeFolder.of(base.name(), edited);
    }

    /**
     * Puts what a proposal changes onto what is on disk now.
     *
     * @param earlier the files that the proposal was made from
     * @return the merged files; empty where somebody else changed one of the same files meanwhile
     */
    public static Optional<KnowledgeFolder> merged(
            KnowledgeFolder onDisk, KnowledgeFolder earlier, KnowledgeFolder proposed) {
        SortedMap<String, byte[]> merged = new TreeMap<>(onDisk.contents());
        for (String file : changed(earlier, proposed)) {
            byte[] now = onDisk.contents().get(file);
            byte[] wanted = proposed.contents().get(file);
            if (!Arrays.equals(now, earlier.contents().get(file)) && !Arrays.equals(now, wanted)) {
                return Optional.empty();
            }
            if (wanted == null) {
                merged.remove(file);
            } else {
                merged.put(file, wanted);
            }
        }
        return Optional.of(KnowledgeFolder.of(onDisk.name(), merged));
    }

    /** The files that are other in one folder than in another, by path. */
    public static List<String> changed(KnowledgeFolder one, KnowledgeFolder other) {
        List<String> files = new ArrayList<>();
        SortedMap<String, byte[]> all = new TreeMap<>(one.contents());
        all.putAll(other.contents());
        all.keySet().forEach(file -> {
            if (!Arrays.equals(one.contents().get(file), other.contents().get(file))) {
                files.add(file);
            }
        });
        return files;
    }

    /**
     * Reads edited rules and their cases, without running any.
     *
     * @throws ProblemsException with everything that is wrong with them
     */
    public Candidate check(KnowledgeFolder edited) {
        return RuleWork.aside(() -> Candidate.read(edited, LocalDate.now(clock)));
    }

    /** What a trial of edited rules depends on: two trials with the same key come to the same. */
    public String trialKey(KnowledgeFolder edited) {
        return activation.active().current().fingerprint() + edited.fingerprint() + LocalDate.now(clock);
    }

    /**
     * Reads edited rules and runs every case.
     *
     * @throws ProblemsException with everything that is wrong with them, or else every case that fails
     */
    public Candidate runCases(KnowledgeFolder edited) {
        Candidate candidate = check(edited);
        List<Problem> failures = RuleWork.aside(() -> candidate.failures(List.of()));
        if (!failures.isEmpty()) {
            throw new ProblemsException(failures);
        }
        return candidate;
    }

    /**
     * Tries edited rules beside those in use. One at a time: it takes a few seconds.
     *
     * @throws ProblemsException with everything that is wrong with them
     */
    public Trial trial(KnowledgeFolder edited) {
        return trial(edited, Progress.UNSEEN);
    }

    /** The same, for somebody who waits. */
    public synchronized Trial trial(KnowledgeFolder edited, Progress progress) {
        String key = trialKey(edited);
        Trial known = trials.get(key);
        if (known != null) {
            return known;
        }
        Standing standing = activation.active().standing();
        LocalDate today = LocalDate.now(clock);
        Trial trial = RuleWork.aside(() -> tried(edited, standing, today, progress));
        trials.keySet().stream()
                .findFirst()
                .filter(oldest -> trials.size() >= TRIALS_KEPT)
                .ifPresent(trials::remove);
        trials.put(key, trial);
        return trial;
    }

    private static Trial tried(KnowledgeFolder edited, Standing standing, LocalDate today, Progress progress) {
        progress.at("Reading the rules", 0, 0);
        Candidate candidate = Candidate.read(edited, today);
        Candidate inUse = new Candidate(standing.rules(), standing.cases()).on(today);
        progress.at("Running %d cases".formatted(candidate.cases().size()), 0, 0);
        List<Problem> failures = candidate.failures(List.of());
        List<Problem> gone = candidate.noLongerGuarding(inUse.cases());
        return new Trial(candidate, failures, gone, Impact.onMadeUpPatients(inUse, candidate, today, progress));
    }

    /**
     * Keeps the files of a proposal and those it was made from, so that both can be found by their fingerprints.
     *
     * @throws ProblemsException if they cannot be kept
     */
    public void keep(KnowledgeFolder earlier, KnowledgeFolder proposed) {
        try {
            activation.archive().keep(earlier);
            activation.archive().keep(proposed);
        } catch (IOException e) {
            throw new ProblemsException(Problem.of(
                    Position.startOf(folder.toString()),
                    "These rules could not be kept: %s.".formatted(e.getMessage()),
                    "Expected room and leave to write there."));
        }
    }

    /**
     * Writes edited files to disk; they are in use when this returns.
     *
     * @param seen the files on disk that were edited
     * @throws FolderChanged if those are not on disk any more
     * @throws ProblemsException if the edited rules are wrong or fail a case of theirs, or cannot be written
     */
    public synchronized Activation publish(KnowledgeFolder seen, KnowledgeFolder edited, String who, String why) {
        refuseWhatIsNotRead(seen);
        Activation entry = RuleWork.aside(() -> publisher.publish(seen, edited, who, why));
        goLive(edited.fingerprint());
        return entry;
    }

    /**
     * Puts an earlier rule set back; it is in use when this returns. What stood there is kept or set aside.
     *
     * @param seen the files on disk that it was compared with
     * @throws FolderChanged if those are not on disk any more
     * @throws ProblemsException if there is none, or it does not pass its cases any more
     */
    public synchronized Activation rollBack(KnowledgeFolder seen, String fingerprint, String who, String why) {
        if (!onDisk().fingerprint().equals(seen.fingerprint())) {
            throw new FolderChanged();
        }
        Activation entry = RuleWork.aside(() -> publisher.rollBack(fingerprint, who, why));
        goLive(entry.fingerprint());
        return entry;
    }

    /** A file that Dorsal does not read would keep the folder from being used after it was written. */
    private static void refuseWhatIsNotRead(KnowledgeFolder seen) {
        Problems problems = new Problems();
        List<Problem> ofContents =
                KnowledgeFolder.of(seen.name(), seen.contents()).problems();
        seen.problems().stream()
                .filter(problem -> !ofContents.contains(problem))
                .forEach(problem -> problems.addAll(List.of(problem)));
        problems.throwIfAny();
    }

    private void goLive(String fingerprint) {
        Standing standing = activation.lookAtDisk();
        if (!standing.rules().fingerprint().equals(fingerprint)) {
            throw new ProblemsException(standing.refused()
                    .map(Refused::problems)
                    .orElseGet(() -> List.of(Problem.of(
                            Position.startOf(folder.toString()),
                            "Other rules were written to the folder at the same moment, and are in use now."))));
        }
    }
}

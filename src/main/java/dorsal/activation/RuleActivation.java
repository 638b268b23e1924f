package dorsal.activation;

import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Candidate;
import dorsal.rehearsal.Progress;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The only way for rules to go live. A folder is read, checked, compiled, and every case is run; only then does it replace
 * the rules in use, in one step, and only after it was kept so that it can be found again. Any problem leaves the rules in
 * use as they are.
 */
public final class RuleActivation {
    private static final int ROUNDS_OF_PRACTICE = 3;

    private final Path folder;
    private final RuleSetArchive archive;
    private final RuleSetHistory history;
    private final Clock clock;
    private final ActiveRules active;

    private RuleActivation(Path folder, RuleSetArchive archive, Clock clock, ActiveRules active) {
        this.folder = folder;
        this.archive = archive;
        this.history = new RuleSetHistory(archive);
        this.clock = clock;
        this.active = active;
    }

    /**
     * Starts with the rules in a folder, once what a stopped program left half written there is whole. When they may not be
     * used, the rules go on that were last in use from this folder, with those on disk refused.
     *
     * @throws ProblemsException with everything wrong with the rules on disk, when none from this folder were in use before
     */
    public static RuleActivation start(Path folder, RuleSetArchive archive, Clock clock) {
        return start(folder, archive, clock, Progress.UNSEEN);
    }

    /** The same, for somebody who waits. */
    public static RuleActivation start(Path folder, RuleSetArchive archive, Clock clock, Progress progress) {
        Optional<Candidate> before = lastInUse(folder, archive, clock, progress);
        try {
            finishWriting(folder, archive);
            KnowledgeFolder onDisk = KnowledgeFolder.read(folder);
            Candidate candidate = passing(onDisk, before, clock, progress);
            Edit edit = new Edit(System.getProperty("user.name", "unknown"), Edit.How.START, "Dorsal was started.");
            Instant since = record(folder, archive, clock, candidate, before.map(Candidate::rules), edit);
            return new RuleActivation(folder, archive, clock, new ActiveRules(standing(candidate, since)));
        } catch (ProblemsException e) {
            Candidate last = before.orElseThrow(() -> e);
            Instant since =
                    new RuleSetHistory(archive).last(folder).map(Activation::at).orElseGet(clock::instant);
            RuleActivation activation =
                    new RuleActivation(folder, archive, clock, new ActiveRules(standing(last, since)));
            activation.refuse(Optional.empty(), e.problems());
            return activation;
        }
    }

    private static void finishWriting(Path folder, RuleSetArchive archive) {
        try {
            new WholeFolder(folder, archive).finish();
        } catch (IOException e) {
            throw new ProblemsException(Problem.of(
                    Position.startOf(folder.toString()),
                    "Dorsal was stopped while these rules were written, and they cannot be finished: %s."
                            .formatted(e.getMessage()),
                    "Expected room and leave to write there."));
        }
    }

    /**
     * The rules packed into the program: they cannot be edited, so nothing is watched or kept.
     *
     * @throws ProblemsException never for a program that was built with its tests
     */
    public static ActiveRules packed(Clock clock) {
        return new ActiveRules(
                standing(passing(KnowledgeFolder.packed(), Optional.empty(), clock, Progress.UNSEEN), clock.instant()));
    }

    private static Standing standing(Candidate candidate, Instant since) {
        return new Standing(candidate.rules(), candidate.cases(), since, Optional.empty());
    }

    /** What was last in use from this folder, as far as it can still be read and passes its cases. */
    private static Optional<Candidate> lastInUse(Path folder, RuleSetArchive archive, Clock clock, Progress progress) {
        try {
            return new RuleSetHistory(archive)
                    .last(folder)
                    .map(Activation::fingerprint)
                    .filter(archive::holds)
                    .map(archive::find)
                    .map(kept -> passing(kept, Optional.empty(), clock, progress));
        } catch (ProblemsException e) {
            return Optional.empty(); // a newer Dorsal may read rules more strictly
        }
    }

    /**
     * The candidate that a folder makes.
     *
     * @throws ProblemsException if it is wrong, or fails a case of its own or of the rules in use
     */
    private static Candidate passing(
            KnowledgeFolder folder, Optional<Candidate> inUse, Clock clock, Progress progress) {
        progress.at("Reading and compiling the rules", 0, 0);
        Candidate candidate = Candidate.read(folder, LocalDate.now(clock));
        progress.at("Running %d cases".formatted(candidate.cases().size()), 0, 0);
        List<Problem> failures = candidate.failures(
                inUse.filter(before -> !before.rules().fingerprint().equals(folder.fingerprint()))
                        .map(Candidate::cases)
                        .orElse(List.of()));
        if (!failures.isEmpty()) {
            throw new ProblemsException(failures);
        }
        return candidate;
    }

    /** Keeps a candidate and notes that it comes into use, unless that is what the history says already. */
    private static Instant record(
            Path folder, RuleSetArchive archive, Clock clock, Candidate now, Optional<RuleSet> before, Edit edit) {
        RuleSetHistory history = new RuleSetHistory(archive);
        try {
            archive.keep(now.rules().knowledge().folder());
            Optional<Activation> last = history.last(folder)
                    .filter(entry -> entry.fingerprint().equals(now.rules().fingerprint()));
            return last.isPresent()
                    ? last.get().at()
                    : history.add(folder, clock.instant(), edit, now, before).at();
        } catch (IOException e) {
            throw new ProblemsException(Problem.of(
                    Position.startOf(now.rules().knowledge().folder().name()),
                    "These rules could not be kept in %s: %s.".formatted(archive.folder(), e.getMessage()),
                    "Expected room and leave to write there: rules are used only when they can be found again."));
        }
    }

    public ActiveRules active() {
        return active;
    }

    public RuleSetArchive archive() {
        return archive;
    }

    public RuleSetHistory history() {
        return history;
    }

    /**
     * Looks at the folder again: the rules there go live, or are refused with every problem. Never throws for what stands
     * in the folder.
     */
    public synchronized Standing lookAtDisk() {
        Optional<String> fingerprint = Optional.empty();
        try {
            Standing standing = active.standing();
            KnowledgeFolder onDisk =
                    KnowledgeFolder.read(folder, standing.rules().knowledge().folder());
            fingerprint = Optional.of(onDisk.fingerprint());
            if (onDisk.problems().isEmpty()
                    && onDisk.fingerprint().equals(standing.rules().fingerprint())) {
                active.replace(standing.asOnDisk());
            } else {
                replace(onDisk, standing);
            }
        } catch (ProblemsException e) {
            refuse(fingerprint, e.problems());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            refuse(
                    fingerprint,
                    List.of(Problem.of(
                            Position.startOf(folder.toString()),
                            "These rules could not be tried: %s.".formatted(e),
                            "This is a fault of Dorsal; please report it.")));
        }
        return active.standing();
    }

    /**
     * Reads, compiles and tries the rules in use a few times, which changes nothing: the first edits after a start would
     * otherwise be the slowest, since the virtual machine compiles what it has run often.
     */
    public void practise() {
        KnowledgeFolder inUse = active.current().knowledge().folder();
        for (int round = 0; round < ROUNDS_OF_PRACTICE; round++) {
            KnowledgeFolder again = KnowledgeFolder.of(inUse.name(), inUse.contents());
            RuleWork.aside(() -> passing(again, Optional.empty(), clock, Progress.UNSEEN));
        }
    }

    private void replace(KnowledgeFolder onDisk, Standing standing) {
        boolean published = history.last(folder)
                .filter(entry -> entry.fingerprint().equals(onDisk.fingerprint()))
                .isPresent();
        Optional<Candidate> guarding =
                published ? Optional.empty() : Optional.of(new Candidate(standing.rules(), standing.cases()));
        Candidate candidate = RuleWork.aside(() -> passing(onDisk, guarding, clock, Progress.UNSEEN));
        Edit edit = new Edit(lastWriter(), Edit.How.EDIT, "Files in the folder were changed.");
        Instant since = record(folder, archive, clock, candidate, Optional.of(standing.rules()), edit);
        active.replace(standing(candidate, since));
    }

    /** Refuses what is on disk; while it stays refused, the moment stays that at which it became other. */
    private void refuse(Optional<String> fingerprint, List<Problem> problems) {
        Standing standing = active.standing();
        Instant noticed = standing.refused().map(Refused::noticed).orElseGet(clock::instant);
        active.replace(standing.refusing(new Refused(fingerprint, noticed, problems)));
    }

    /** The owner of the file written last: as near as a file system comes to who edited it. */
    private String lastWriter() {
        try (var files = Files.walk(folder)) {
            Optional<Path> latest =
                    files.filter(Files::isRegularFile).max(Comparator.comparing(RuleActivation::writtenAt));
            return latest.isPresent() ? Files.getOwner(latest.get()).getName() : "unknown";
        } catch (IOException | RuntimeException e) {
            return "unknown"; // who it was is worth noting, not worth failing for
        }
    }

    private static long writtenAt(Path file) {
        return file.toFile().lastModified();
    }
}

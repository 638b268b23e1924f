package dorsal.activation;

import dorsal.knowledge.FolderListing;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Candidate;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Changes of the rules in use that somebody makes expressly and by name: publishing what is on disk, and going back to an
 * earlier rule set. A running Dorsal that watches the folder follows.
 */
public final class Publisher {
    private final Path folder;
    private final RuleSetArchive archive;
    private final RuleSetHistory history;
    private final Clock clock;

    /**
     * For the rules in one folder.
     *
     * @param folder of the rules
     */
    public Publisher(Path folder, RuleSetArchive archive, Clock clock) {
        this.folder = folder;
        this.archive = archive;
        this.history = new RuleSetHistory(archive);
        this.clock = clock;
    }

    /**
     * Takes responsibility for what is on disk: it has to be right and to pass its own cases, but cases of the rules in
     * use may be gone from it.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public Activation publish(String who, String why) {
        Candidate candidate = passing(KnowledgeFolder.read(folder));
        return add(candidate, new Edit(who, Edit.How.PUBLISH, why));
    }

    /**
     * Writes edited rules to disk and takes responsibility for them, provided that the files on disk still are those that
     * were edited.
     *
     * @param seen the files that were edited
     * @throws FolderChanged if others are on disk; nothing is written then
     * @throws ProblemsException with everything that is wrong with the edited ones
     */
    Activation publish(KnowledgeFolder seen, KnowledgeFolder edited, String who, String why) {
        Candidate candidate = passing(edited);
        KnowledgeFolder onDisk = KnowledgeFolder.read(folder);
        if (!onDisk.fingerprint().equals(seen.fingerprint())) {
            throw new FolderChanged();
        }
        try {
            archive.keep(onDisk); // rules that were refused are work, too
        } catch (IOException e) {
            throw cannot("be kept in " + archive.folder(), e);
        }
        Activation entry = add(candidate, new Edit(who, Edit.How.PUBLISH, why));
        write(edited);
        return entry;
    }

    /**
     * Puts an earlier rule set back into the folder. What stands there now and is not kept in the archive is set aside
     * beside it, so that no work is lost.
     *
     * @param fingerprint or its beginning
     * @throws ProblemsException if there is no such rule set, or it does not pass its cases any more
     */
    public Activation rollBack(String fingerprint, String who, String why) {
        Candidate candidate = passing(archive.find(fingerprint));
        setAside(candidate.rules().knowledge().folder());
        Activation entry = add(candidate, new Edit(who, Edit.How.ROLL_BACK, why));
        write(candidate.rules().knowledge().folder());
        return entry;
    }

    private Candidate passing(KnowledgeFolder rules) {
        Candidate candidate = Candidate.read(rules, LocalDate.now(clock));
        List<Problem> failures = candidate.failures(List.of());
        if (!failures.isEmpty()) {
            throw new ProblemsException(failures);
        }
        return candidate;
    }

    private Activation add(Candidate candidate, Edit edit) {
        try {
            archive.keep(candidate.rules().knowledge().folder());
            return history.add(folder, clock.instant(), edit, candidate, lastInUse());
        } catch (IOException e) {
            throw cannot("be kept in " + archive.folder(), e);
        }
    }

    private Optional<RuleSet> lastInUse() {
        try {
            return history.last(folder)
                    .map(Activation::fingerprint)
                    .filter(archive::holds)
                    .map(archive::find)
                    .map(kept -> RuleSet.of(Knowledge.read(kept)));
        } catch (ProblemsException e) {
            return Optional.empty(); // then the difference to it cannot be told
        }
    }

    /**
     * Copies every file on disk whose contents the archive does not hold to a folder of this moment, and moves there what
     * Dorsal does not read, since it would keep the rules from being used.
     */
    private void setAside(KnowledgeFolder version) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        KnowledgeFolder onDisk = KnowledgeFolder.read(folder);
        boolean kept = archive.holds(onDisk.fingerprint());
        Path aside = archive.folder()
                .resolve("set-aside")
                .resolve(clock.instant().toString().replace(':', '-'));
        try {
            for (FolderListing.Entry entry : FolderListing.of(folder, folder.toString())) {
                Path to = aside.resolve(entry.path());
                byte[] bytes = onDisk.contents().get(entry.path());
                if (bytes == null) {
                    Files.createDirectories(to.resolveSibling("."));
                    Files.move(entry.file(), to);
                } else if (!kept && !isIn(version, entry.path(), bytes)) {
                    DurableFiles.write(to, bytes);
                }
            }
        } catch (IOException e) {
            throw cannot("be put back: what stands there now could not be set aside in " + aside, e);
        }
    }

    private static boolean isIn(KnowledgeFolder version, String file, byte[] bytes) {
        return Arrays.equals(version.contents().get(file), bytes);
    }

    private void write(KnowledgeFolder version) {
        try {
            new WholeFolder(folder, archive).become(version);
        } catch (IOException e) {
            throw cannot("be put into the folder", e);
        }
    }

    private ProblemsException cannot(String what, IOException e) {
        return new ProblemsException(Problem.of(
                Position.startOf(folder.toString()),
                "These rules could not %s: %s.".formatted(what, e.getMessage()),
                "Expected room and leave to write there."));
    }
}

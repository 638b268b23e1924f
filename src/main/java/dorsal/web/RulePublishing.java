package dorsal.web;

import dorsal.activation.FolderChanged;
import dorsal.activation.RuleEditing;
import dorsal.activation.Trial;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.store.Chart;
import dorsal.store.Publication;
import dorsal.text.ProblemsException;
import java.util.Optional;

/** How edited rules go live: at once, or once a second person agrees where a patient would be guarded less. */
final class RulePublishing {
    private static final String ALONE = "Single-handed practice: no second person approved this.\n\n";

    private final RuleEditing editing;
    private final Chart chart;

    RulePublishing(RuleEditing editing, Chart chart) {
        this.editing = editing;
        this.chart = chart;
    }

    /** What became of it. */
    record Outcome(Publication publication, boolean live) {}

    /**
     * Publishes files that were tried, or proposes them.
     *
     * @throws FolderChanged if others are on disk by now
     * @throws ProblemsException if they cannot go live
     */
    Outcome publish(KnowledgeFolder seen, Trial trial, String why, String by) {
        KnowledgeFolder edited = trial.edited().rules().knowledge().folder();
        boolean wait = trial.guardsLess() && !editing.singleHanded();
        Publication proposed = propose(seen, trial, why, by, editing.singleHanded() && trial.guardsLess());
        if (wait) {
            return new Outcome(proposed, false);
        }
        try {
            editing.publish(seen, edited, by, why);
        } catch (FolderChanged | ProblemsException e) {
            chart.publications().withdraw(proposed.number(), by, "It could not go live.");
            throw e;
        }
        return new Outcome(chart.publications().cameIntoUse(proposed.number(), by), true);
    }

    /** Goes back to an earlier rule set, or proposes that. */
    Outcome rollBack(KnowledgeFolder seen, Trial trial, String why, String by) {
        Publication proposed = propose(seen, trial, why, by, editing.singleHanded() && trial.guardsLess());
        if (trial.guardsLess() && !editing.singleHanded()) {
            return new Outcome(proposed, false);
        }
        try {
            editing.rollBack(trial.edited().rules().fingerprint(), by, why);
        } catch (ProblemsException e) {
            chart.publications().withdraw(proposed.number(), by, "It could not go live.");
            throw e;
        }
        return new Outcome(chart.publications().cameIntoUse(proposed.number(), by), true);
    }

    private Publication propose(KnowledgeFolder seen, Trial trial, String why, String by, boolean alone) {
        KnowledgeFolder edited = trial.edited().rules().knowledge().folder();
        editing.keep(seen, edited);
        String effect = (alone ? ALONE : "") + TrialView.report(trial);
        return chart.publications().propose(edited.fingerprint(), Optional.of(seen.fingerprint()), why, effect, by);
    }

    /** Approves what somebody else proposed; it is live when this returns. */
    Publication approve(Publication proposed, KnowledgeFolder seen, KnowledgeFolder merged, String why, String by) {
        chart.publications().approve(proposed.number(), by, why, editing.singleHanded());
        String who = proposed.by().equals(by) ? by : "%s, approved by %s".formatted(proposed.by(), by);
        editing.publish(seen, merged, who, proposed.reason());
        return chart.publications().cameIntoUse(proposed.number(), by);
    }
}

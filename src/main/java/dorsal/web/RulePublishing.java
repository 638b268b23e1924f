package dorsal.web;

import dorsal.activation.FolderChanged;
import dorsal.activation.RuleEditing;
import dorsal.activation.Trial;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.store.Chart;
import dorsal.store.Publication;
import dorsal.store.Role;
import dorsal.text.ProblemsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** How edited rules go live: at once, or once a second person agrees where a patient would be guarded less. */
final class RulePublishing {
    private static final String WAITS =
            "Proposed, not yet in use: patients would be guarded less, or by fewer cases, so a second person has to approve.";
    private static final String ALONE = "Single-handed practice: no second person approved this.\n\n";

    private final RuleEditing editing;
    private final Chart chart;

    RulePublishing(RuleEditing editing, Chart chart) {
        this.editing = editing;
        this.chart = chart;
    }

    /** What became of it. */
    record Outcome(Publication publication, boolean live) {
        /** Goes to what is in use now, with a notice, or to the proposal that waits. */
        void show(HttpServletRequest request, HttpServletResponse response, String path, String notice)
                throws IOException {
            if (live) {
                Pages.redirect(request, response, path, notice);
            } else {
                Pages.redirect(request, response, "/rules/proposals/" + publication.number(), WAITS);
            }
        }
    }

    /**
     * Publishes files that were tried, or proposes them.
     *
     * @throws FolderChanged if others are on disk by now
     * @throws ProblemsException if they cannot go live
     */
    Outcome publish(KnowledgeFolder seen, Trial trial, String why, String by) {
        return decide(seen, trial, why, by, () -> editing.publish(seen, folder(trial), by, why));
    }

    /**
     * Goes back to an earlier rule set, or proposes that.
     *
     * @throws ProblemsException if it cannot go live
     */
    Outcome rollBack(KnowledgeFolder seen, Trial trial, String why, String by) {
        return decide(
                seen, trial, why, by, () -> editing.rollBack(seen, folder(trial).fingerprint(), by, why));
    }

    /** What guards a patient less waits for a second person, unless nobody else is there to ask. */
    private Outcome decide(KnowledgeFolder seen, Trial trial, String why, String by, Runnable goLive) {
        expectEditor(by);
        boolean alone = trial.guardsLess() && editing.singleHanded();
        Publication proposed = propose(seen, trial, why, by, alone);
        if (trial.guardsLess() && !alone) {
            return new Outcome(proposed, false);
        }
        try {
            goLive.run();
        } catch (FolderChanged | ProblemsException e) {
            chart.publications().withdraw(proposed.number(), by, "It could not go live.");
            throw e;
        }
        return new Outcome(chart.publications().cameIntoUse(proposed.number(), by), true);
    }

    /** A trial takes seconds, in which somebody may have been told that they edit rules no longer. */
    private void expectEditor(String by) {
        boolean still = chart.users()
                .find(by)
                .filter(user -> !user.disabled() && user.role() == Role.RULE_EDITOR)
                .isPresent();
        if (!still) {
            throw new Refusal(HttpStatus.FORBIDDEN, "You may not edit rules any more, so this was not published.");
        }
    }

    private Publication propose(KnowledgeFolder seen, Trial trial, String why, String by, boolean alone) {
        KnowledgeFolder edited = folder(trial);
        editing.keep(seen, edited);
        String effect = (alone ? ALONE : "") + TrialView.report(trial);
        return chart.publications().propose(edited.fingerprint(), Optional.of(seen.fingerprint()), why, effect, by);
    }

    private static KnowledgeFolder folder(Trial trial) {
        return trial.edited().rules().knowledge().folder();
    }

    /** Approves what somebody else proposed; it is live when this returns. */
    Publication approve(Publication proposed, KnowledgeFolder seen, KnowledgeFolder merged, String why, String by) {
        expectEditor(by);
        chart.publications().approve(proposed.number(), by, why, editing.singleHanded());
        String who = proposed.by().equals(by) ? by : "%s, approved by %s".formatted(proposed.by(), by);
        editing.publish(seen, merged, who, proposed.reason());
        return chart.publications().cameIntoUse(proposed.number(), by);
    }
}

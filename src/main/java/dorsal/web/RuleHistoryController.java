package dorsal.web;

import dorsal.activation.Activation;
import dorsal.activation.ActiveRules;
import dorsal.activation.Edit;
import dorsal.activation.FolderChanged;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.activation.RuleSetHistory;
import dorsal.activation.Trial;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.store.Chart;
import dorsal.text.ProblemsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which rules were in use when, and going back to them. */
@Controller
final class RuleHistoryController {
    private static final int MOST = 200;
    private static final int FINGERPRINT = 19;

    private final ObjectProvider<RuleEditing> editing;
    private final ActiveRules rules;
    private final RuleSetArchive archive;
    private final Chart chart;
    private final Pages pages;
    private final Clock clock;
    private final Trials trials;

    RuleHistoryController(
            ObjectProvider<RuleEditing> editing,
            ActiveRules rules,
            RuleSetArchive archive,
            Chart chart,
            Pages pages,
            Clock clock,
            Trials trials) {
        this.editing = editing;
        this.rules = rules;
        this.archive = archive;
        this.chart = chart;
        this.pages = pages;
        this.clock = clock;
        this.trials = trials;
    }

    @GetMapping("/rules/history")
    void list(SignedIn user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Activation> entries = new ArrayList<>(new RuleSetHistory(archive).entries());
        Collections.reverse(entries);
        String inUse = rules.current().fingerprint();
        List<View> rows = entries.stream()
                .limit(MOST)
                .map(entry -> row(entry, entry.fingerprint().equals(inUse)))
                .toList();
        View view = new View()
                .with("may-edit", editing.getIfAvailable() != null && Gates.mayGet("/rules/edit", user.role()))
                .list("entries", rows);
        pages.page(request, response, "History of the rules", "rulehistory", view);
    }

    private View row(Activation entry, boolean inUse) {
        return View.of("number", entry.number())
                .with("at", Moments.of(entry.at(), clock.getZone()))
                .with("who", entry.edit().who())
                .with("how", how(entry.edit().how()))
                .with("why", entry.edit().why())
                .with("changes", entry.changes().inShort())
                .with("fingerprint", entry.fingerprint())
                .with("short", entry.fingerprint().substring(0, FINGERPRINT))
                .with("in-use", inUse);
    }

    private static String how(Edit.How how) {
        return switch (how) {
            case START -> "at the start";
            case EDIT -> "files edited";
            case PUBLISH -> "published";
            case ROLL_BACK -> "rolled back";
        };
    }

    @GetMapping("/rules/roll-back")
    void ask(@RequestParam("to") String fingerprint, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        show(fingerprint, "", "", request, response);
    }

    private void show(
            String fingerprint, String why, String problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RuleEditing desk = RuleFilesController.desk(editing);
        KnowledgeFolder onDisk = desk.onDisk();
        View view = View.of("fingerprint", fingerprint)
                .with("short", fingerprint.substring(0, Math.min(FINGERPRINT, fingerprint.length())))
                .with("why", why)
                .with("why-problem", problem)
                .with("single-handed", desk.singleHanded())
                .with("tried", false)
                .with("underway", false)
                .list("problems", List.of());
        try {
            Underway<Trial> work = trials.of(desk, found(onDisk, fingerprint));
            String address = "/rules/roll-back?to=" + fingerprint;
            if (ErrorPages.isPartOfPage(request)) {
                work.answer(address, response, pages);
                return;
            }
            view.all(work.shown(address));
            work.result().ifPresent(trial -> view.with("tried", TrialView.of(trial, onDisk.name())));
        } catch (ProblemsException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            view.list("problems", ProblemViews.of(e.problems(), onDisk.name(), ""));
        }
        pages.page(request, response, "Roll back", "rollback", view);
    }

    private KnowledgeFolder found(KnowledgeFolder onDisk, String fingerprint) {
        return KnowledgeFolder.of(onDisk.name(), archive.find(fingerprint).contents());
    }

    @PostMapping("/rules/roll-back")
    void rollBack(
            SignedIn user,
            @RequestParam("to") String fingerprint,
            @RequestParam(name = "why", defaultValue = "") String why,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        RuleEditing desk = RuleFilesController.desk(editing);
        String problem = RuleFilesController.reasonProblem(why);
        if (!problem.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(fingerprint, why, problem, request, response);
            return;
        }
        KnowledgeFolder seen = desk.onDisk();
        RulePublishing.Outcome outcome;
        try {
            Trial trial = desk.trial(found(seen, fingerprint));
            if (!trial.passes()) {
                throw new ProblemsException(trial.failures());
            }
            outcome = new RulePublishing(desk, chart).rollBack(seen, trial, why.strip(), user.name());
        } catch (ProblemsException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(fingerprint, why, "", request, response);
            return;
        } catch (FolderChanged e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            show(fingerprint, why, "The rules were changed since this page was shown. Look again.", request, response);
            return;
        }
        outcome.show(request, response, "/rules/history", "The earlier rules are in use again.");
    }
}

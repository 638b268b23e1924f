package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.activation.FolderChanged;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.activation.Standing;
import dorsal.activation.Trial;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.SentenceGuide;
import dorsal.rehearsal.Candidate;
import dorsal.store.Chart;
import dorsal.store.Publication;
import dorsal.store.RuleUse;
import dorsal.text.JsonWriter;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import dorsal.web.RuleEdits.Draft;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The rules as files: the folder, one file, and editing it up to going live. */
@Controller
final class RuleFilesController {
    private static final int LONGEST_REASON = 2_000;
    private static final String UNDERWAY = "/rules/underway";
    private static final String ASKED = RuleFilesController.class.getName() + ".asked";

    private final ObjectProvider<RuleEditing> editing;
    private final ActiveRules rules;
    private final RuleSetArchive archive;
    private final Chart chart;
    private final Pages pages;
    private final Trials trials;

    RuleFilesController(
            ObjectProvider<RuleEditing> editing,
            ActiveRules rules,
            RuleSetArchive archive,
            Chart chart,
            Pages pages,
            Trials trials) {
        this.editing = editing;
        this.rules = rules;
        this.archive = archive;
        this.chart = chart;
        this.pages = pages;
        this.trials = trials;
    }

    /** The files on disk, or those packed into the program. */
    private KnowledgeFolder folder() {
        RuleEditing desk = editing.getIfAvailable();
        return desk == null ? rules.current().knowledge().folder() : desk.onDisk();
    }

    private RuleEditing desk() {
        return desk(editing);
    }

    static RuleEditing desk(ObjectProvider<RuleEditing> editing) {
        RuleEditing desk = editing.getIfAvailable();
        if (desk == null) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "These rules are packed into the program. Start Dorsal with --rules FOLDER to edit them.");
        }
        return desk;
    }

    private boolean mayEdit(SignedIn user) {
        return editing.getIfAvailable() != null && Gates.mayGet("/rules/edit", user.role());
    }

    @GetMapping("/rules")
    void tree(
            SignedIn user,
            @RequestParam(name = "find", defaultValue = "") String find,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        KnowledgeFolder folder = folder();
        Standing standing = rules.standing();
        View view = new View()
                .with("may-edit", mayEdit(user))
                .with("packed", editing.getIfAvailable() == null)
                .with("waiting", chart.publications().open().size())
                .with("is-waiting", !chart.publications().open().isEmpty())
                .with("find", find.strip())
                .list("folders", RuleFolders.of(folder, standing.rules().knowledge()))
                .all(found(find))
                .list(
                        "problems",
                        ProblemViews.of(
                                standing.refused()
                                        .map(refused -> refused.problems())
                                        .orElse(List.of()),
                                folder.name(),
                                ""));
        pages.page(request, response, "Rules", "rules", view);
    }

    /** The rules in use that somebody looks for, by id, claim or a line. */
    private View found(String find) {
        String wanted = find.strip().toLowerCase(Locale.ROOT);
        List<View> found = wanted.isEmpty()
                ? List.of()
                : rules.current().knowledge().rules().stream()
                        .filter(rule -> rule.id().contains(wanted)
                                || String.join("\n", rule.text())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted))
                        .map(rule -> RuleFolders.rule(rule, rules.current()))
                        .toList();
        return new View().list("found", found).with("found-count", found.size());
    }

    /** The rules in use that stand in a file, and how clinicians take them. */
    private View inside(String path) {
        Map<String, RuleUse> uses =
                chart.overrides().byRule().stream().collect(Collectors.toMap(RuleUse::rule, Function.identity()));
        List<View> inside = RuleFolders.inFile(path, rules.current()).stream()
                .map(rule -> RuleFolders.rule(rule, rules.current())
                        .with("use", false)
                        .all(Optional.ofNullable(uses.get(rule.id()))
                                .filter(use -> use.overridden() > 0)
                                .map(use -> RuleUseController.view(use).with("use", true))
                                .orElseGet(View::new)))
                .toList();
        return new View()
                .list("rules", inside)
                .with("rule-count", inside.size() == 1 ? "1 rule" : inside.size() + " rules");
    }

    @GetMapping("/rules/file")
    void file(
            SignedIn user, @RequestParam("path") String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        KnowledgeFolder folder = folder();
        RuleFile file = RuleFile.in(folder, path);
        if (file.contents().isEmpty()) {
            throw new Refusal(HttpStatus.NOT_FOUND, "There is no file '%s' in the rules.".formatted(path));
        }
        List<Problem> problems = ProblemViews.in(
                path,
                rules.standing().refused().map(refused -> refused.problems()).orElse(List.of()),
                folder.name());
        View view = View.of("path", path)
                .with("may-edit", mayEdit(user))
                .with("edit", RuleFile.link("/rules/edit", path))
                .all(RuleFolders.beside(folder, path))
                .all(inside(path))
                .list("problems", ProblemViews.of(problems, folder.name(), path))
                .list("lines", NumberedText.of(file.text(), problems));
        pages.page(request, response, path, "rulefile", view);
    }

    @GetMapping("/rules/edit")
    void edit(
            @RequestParam("path") String path,
            @RequestParam(name = "proposal", defaultValue = "0") long proposal,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        KnowledgeFolder onDisk = desk().onDisk();
        RuleFile file = RuleFile.in(onDisk, path.strip());
        RuleEdits edits = Optional.of(proposal)
                .filter(number -> number != 0)
                .flatMap(chart.publications()::find)
                .map(found -> proposed(found, file, onDisk))
                .orElseGet(() -> RuleEdits.of(Draft.of(file), ""));
        show(edits, new View(), request, response);
    }

    /** The files as somebody proposed them, this one in the editor. */
    private RuleEdits proposed(Publication proposal, RuleFile file, KnowledgeFolder onDisk) {
        KnowledgeFolder wanted = archive.find(proposal.fingerprint());
        List<Draft> others = proposal.earlier().stream()
                .flatMap(earlier -> RuleEditing.changed(archive.find(earlier), wanted).stream())
                .map(path -> Draft.of(
                        RuleFile.in(onDisk, path), RuleFile.in(wanted, path).text()))
                .toList();
        Draft main = Draft.of(file, RuleFile.in(wanted, file.path()).text());
        return new RuleEdits(main, others, proposal.reason());
    }

    private void show(RuleEdits edits, View came, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        View view = new View()
                .with("error", "")
                .with("said", "")
                .with("why-problem", "")
                .with("conflict", false)
                .with("tried", false)
                .list("theirs", List.of())
                .list("problems", List.of())
                .list("lines", List.of())
                .all(came)
                .all(edits.view(desk().onDisk()))
                .with("single-handed", desk().singleHanded())
                .list("sentences", edits.path().endsWith(".dslr") ? sentences() : List.of());
        pages.page(request, response, "Edit " + edits.path(), "ruleedit", view);
    }

    private List<View> sentences() {
        List<View> groups = new ArrayList<>();
        String heading = "";
        List<View> entries = new ArrayList<>();
        for (SentenceGuide.Entry entry :
                SentenceGuide.of(rules.current().knowledge()).entries()) {
            String now = entry.below() + ": " + entry.heading();
            if (!now.equals(heading)) {
                heading = now;
                entries = new ArrayList<>();
                groups.add(View.of("heading", heading).with("entries", entries));
            }
            entries.add(View.of("words", entry.words()).with("example", String.join("\n", entry.example())));
        }
        return groups;
    }

    @PostMapping("/rules/edit")
    void act(
            SignedIn user,
            @RequestParam(name = "do", defaultValue = "check") String action,
            @RequestParam(name = "also", defaultValue = "") String also,
            @RequestParam(name = "open", defaultValue = "") String open,
            @RequestParam(name = "drop", defaultValue = "") String drop,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        KnowledgeFolder seen = desk().onDisk();
        RuleEdits edits = RuleEdits.of(request, seen);
        String opened = action.equals("open") ? also : open;
        if (!opened.isEmpty()) {
            show(edits.open(opened, seen), new View(), request, response);
        } else if (!drop.isEmpty()) {
            show(edits.without(drop), new View(), request, response);
        } else if (!edits.stale().isEmpty()) {
            conflict(edits, request, response);
        } else {
            attempt(user, edits, seen, action, request, response);
        }
    }

    private void attempt(
            SignedIn user,
            RuleEdits edits,
            KnowledgeFolder seen,
            String action,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        KnowledgeFolder edited = edits.in(seen);
        try {
            switch (action) {
                case "cases" -> runCases(edits, edited, request, response);
                case "effect" -> effect(edits, edited, request, response);
                case "publish" -> publish(user, edits, seen, edited, request, response);
                default -> check(edits, edited, request, response);
            }
        } catch (ProblemsException e) {
            refuse(edits, e.problems(), edited.name(), request, response);
        } catch (FolderChanged e) {
            conflict(edits.on(desk().onDisk()), request, response);
        }
    }

    /** Somebody else changed a file: both texts are shown, and neither is lost. */
    private void conflict(RuleEdits edits, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(HttpStatus.CONFLICT.value());
        List<View> theirs = edits.stale().stream()
                .map(draft ->
                        View.of("path", draft.path()).with("text", draft.file().text()))
                .toList();
        String error = theirs.isEmpty()
                ? "Somebody changed another file meanwhile. Nothing was published and nothing is lost: try it again."
                : "Somebody changed this file while you edited it. Nothing was published and nothing is lost.";
        View view = View.of("conflict", !theirs.isEmpty()).with("error", error).list("theirs", theirs);
        show(edits.seen(), view, request, response);
    }

    private void refuse(
            RuleEdits edits,
            List<Problem> problems,
            String folder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        String path = edits.path();
        List<Problem> here = ProblemViews.in(path, problems, folder);
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        View view = View.of("error", count + ". These rules cannot go live.")
                .list("problems", ProblemViews.editing(problems, folder, path))
                .list(
                        "lines",
                        here.isEmpty()
                                ? List.of()
                                : NumberedText.of(edits.main().text(), here));
        show(edits, view, request, response);
    }

    private void check(
            RuleEdits edits, KnowledgeFolder edited, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Candidate candidate = desk().check(edited);
        String said = "No problems: %d rules and %d cases can be read. The cases were not run yet."
                .formatted(
                        candidate.rules().knowledge().rules().size(),
                        candidate.cases().size());
        show(edits, View.of("said", said), request, response);
    }

    private void runCases(
            RuleEdits edits, KnowledgeFolder edited, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Candidate candidate = desk().runCases(edited);
        show(
                edits,
                View.of("said", "All %d cases pass.".formatted(candidate.cases().size())),
                request,
                response);
    }

    /** What somebody asked for that takes seconds, and what stood in their editor. */
    private record Asked(RuleEdits edits, String action, KnowledgeFolder edited, Underway<?> work) {
        boolean isFor(String wanted, KnowledgeFolder folder) {
            return action.equals(wanted) && edited.fingerprint().equals(folder.fingerprint()) && !work.isOver();
        }
    }

    /** Begins, unless just that is under way for this user, and goes to the page that says how far it is. */
    private void begin(
            RuleEdits edits,
            String action,
            KnowledgeFolder edited,
            Supplier<Underway<?>> work,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean again = request.getSession().getAttribute(ASKED) instanceof Asked asked && asked.isFor(action, edited);
        if (!again) {
            request.getSession().setAttribute(ASKED, new Asked(edits, action, edited, work.get()));
        }
        response.sendRedirect(UNDERWAY);
    }

    private void effect(
            RuleEdits edits, KnowledgeFolder edited, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        begin(edits, "effect", edited, () -> trials.of(desk(), edited), request, response);
    }

    private void publish(
            SignedIn user,
            RuleEdits edits,
            KnowledgeFolder seen,
            KnowledgeFolder edited,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String problem = reasonProblem(edits.why());
        if (!problem.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(edits, View.of("why-problem", problem), request, response);
            return;
        }
        if (edited.fingerprint().equals(seen.fingerprint())) {
            show(edits, View.of("said", "Nothing is changed, so there is nothing to publish."), request, response);
            return;
        }
        RuleEditing desk = desk();
        begin(
                edits,
                "publish",
                edited,
                () -> trials.begin(progress -> {
                    Trial trial = desk.trial(edited, progress);
                    if (!trial.passes()) {
                        throw new ProblemsException(trial.failures());
                    }
                    progress.at("Putting the rules into use", 0, 0);
                    return new RulePublishing(desk, chart)
                            .publish(seen, trial, edits.why().strip(), user.name());
                }),
                request,
                response);
    }

    /** How far it is; once it is over, what came of it. */
    @GetMapping(UNDERWAY)
    void underway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getSession().getAttribute(ASKED) instanceof Asked asked)) {
            response.sendRedirect("/rules");
            return;
        }
        if (ErrorPages.isPartOfPage(request)) {
            asked.work().answer(UNDERWAY, response, pages);
            return;
        }
        try {
            Optional<?> result = asked.work().result();
            if (result.isEmpty()) {
                String path = asked.edits().path();
                View view = View.of("path", path)
                        .with("publishing", asked.action().equals("publish"))
                        .all(asked.work().shown(UNDERWAY));
                pages.page(request, response, "Trying " + path, "trying", view);
            } else if (result.get() instanceof Trial trial) {
                View view = View.of(
                        "tried",
                        TrialView.editing(
                                trial, asked.edited().name(), asked.edits().path()));
                show(asked.edits(), view, request, response);
            } else if (result.get() instanceof RulePublishing.Outcome outcome) {
                published(asked, outcome, request, response);
            }
        } catch (ProblemsException e) {
            refuse(asked.edits(), e.problems(), asked.edited().name(), request, response);
        } catch (FolderChanged e) {
            conflict(asked.edits().on(desk().onDisk()), request, response);
        }
    }

    private static void published(
            Asked asked, RulePublishing.Outcome outcome, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = asked.edits().path();
        request.getSession().removeAttribute(ASKED);
        outcome.show(
                request,
                response,
                asked.edited().contents().containsKey(path) ? RuleFile.link("/rules/file", path) : "/rules",
                "Published: these rules are in use now.");
    }

    static String reasonProblem(String why) {
        if (why.isBlank()) {
            return "Say why: it is kept in the history.";
        }
        return why.length() > LONGEST_REASON ? "Say it in at most %d characters.".formatted(LONGEST_REASON) : "";
    }

    /** What the editor completes: sentences, and the words that stand in their gaps. */
    @GetMapping("/rules/words")
    void words(HttpServletResponse response) throws IOException {
        var knowledge = rules.current().knowledge();
        Map<String, Object> words = new TreeMap<>();
        words.put(
                "sentences",
                SentenceGuide.of(knowledge).entries().stream()
                        .map(entry -> entry.words())
                        .toList());
        words.put("findings", List.copyOf(new TreeMap<>(knowledge.vocabulary().findings()).keySet()));
        words.put("exercises", List.copyOf(new TreeMap<>(knowledge.vocabulary().exercises()).keySet()));
        words.put("movements", List.copyOf(new TreeMap<>(knowledge.vocabulary().movements()).keySet()));
        Reply.json(response, JsonWriter.write(words).getBytes(StandardCharsets.UTF_8));
    }
}

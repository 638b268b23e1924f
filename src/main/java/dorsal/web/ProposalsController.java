package dorsal.web;

import dorsal.activation.FolderChanged;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.activation.Trial;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.report.ChangedLines;
import dorsal.store.Chart;
import dorsal.store.Publication;
import dorsal.store.Publication.Decision;
import dorsal.store.Role;
import dorsal.text.ProblemsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Rules that somebody proposed for use, and what a second person says to them. */
@Controller
final class ProposalsController {
    private final ObjectProvider<RuleEditing> editing;
    private final RuleSetArchive archive;
    private final Chart chart;
    private final Pages pages;
    private final Clock clock;
    private final Trials trials;

    ProposalsController(
            ObjectProvider<RuleEditing> editing,
            RuleSetArchive archive,
            Chart chart,
            Pages pages,
            Clock clock,
            Trials trials) {
        this.editing = editing;
        this.archive = archive;
        this.chart = chart;
        this.pages = pages;
        this.clock = clock;
        this.trials = trials;
    }

    private String time(Instant at) {
        return Moments.of(at, clock.getZone());
    }

    @GetMapping("/rules/proposals")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Publication> all = chart.publications().list();
        View view = new View()
                .list(
                        "open",
                        all.stream().filter(Publication::open).map(this::row).toList())
                .list(
                        "decided",
                        all.stream()
                                .filter(found -> !found.open())
                                .map(this::row)
                                .toList());
        pages.page(request, response, "Proposals", "proposals", view);
    }

    private View row(Publication found) {
        return View.of("number", found.number())
                .with("at", time(found.at()))
                .with("by", found.by())
                .with("reason", found.reason())
                .with("state", state(found))
                .list(
                        "decisions",
                        found.decisions().stream().map(this::decision).toList());
    }

    private View decision(Decision decision) {
        return View.of("what", words(decision.kind()))
                .with("by", decision.by())
                .with("at", time(decision.at()))
                .with("reason", decision.reason());
    }

    private static String words(Publication.Decided kind) {
        return switch (kind) {
            case APPROVED -> "approved";
            case REFUSED -> "refused";
            case WITHDRAWN -> "withdrawn";
            case IN_USE -> "came into use";
        };
    }

    private static String state(Publication found) {
        if (found.open()) {
            return found.approved() ? "approved, but could not go live yet" : "waits for approval";
        }
        return words(found.decisions().get(found.decisions().size() - 1).kind());
    }

    private Publication find(long number) {
        return chart.publications()
                .find(number)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND, "There is no proposal with the number %d.".formatted(number)));
    }

    @GetMapping("/rules/proposals/{number}")
    void one(
            SignedIn user,
            @PathVariable("number") long number,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show(user, find(number), "", request, response);
    }

    private void show(
            SignedIn user, Publication found, String error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RuleEditing desk = editing.getIfAvailable();
        boolean editor = user.role() == Role.RULE_EDITOR;
        boolean own = found.by().equals(user.name());
        View view = row(found)
                .with("error", error)
                .with("effect", found.effect())
                .with("is-open", found.open())
                .with("may-decide", found.open() && editor && desk != null)
                .with("own", own)
                .with("may-approve", desk != null && (!own || desk.singleHanded()))
                .with("clash", false)
                .with("merged", "")
                .with("tried", false)
                .with("underway", false)
                .list("problems", List.of())
                .list("files", files(found));
        if (found.open() && desk != null) {
            KnowledgeFolder onDisk = desk.onDisk();
            Optional<Underway<Trial>> work = merged(found, onDisk).map(files -> trials.of(desk, files));
            String address = "/rules/proposals/" + found.number();
            if (ErrorPages.isPartOfPage(request) && work.isPresent()) {
                work.get().answer(address, response, pages);
                return;
            }
            view.with("clash", work.isEmpty());
            work.ifPresent(trying -> now(trying, onDisk.name(), view.all(trying.shown(address))));
        }
        pages.page(request, response, "Proposal " + found.number(), "proposal", view);
    }

    /** What the proposal comes to on the files of this moment, which may not be those that it was made from. */
    private static void now(Underway<Trial> work, String folder, View view) {
        try {
            work.result()
                    .ifPresent(trial -> view.with(
                                    "merged",
                                    trial.passes() ? trial.edited().rules().fingerprint() : "")
                            .with("tried", TrialView.of(trial, folder)));
        } catch (ProblemsException e) {
            view.list("problems", ProblemViews.of(e.problems(), folder, ""));
        }
    }

    private Optional<KnowledgeFolder> merged(Publication found, KnowledgeFolder onDisk) {
        return found.earlier()
                .flatMap(earlier ->
                        RuleEditing.merged(onDisk, archive.find(earlier), archive.find(found.fingerprint())));
    }

    /** The files that the proposal changes, with the lines that go and come. */
    private List<View> files(Publication found) {
        List<View> files = new ArrayList<>();
        try {
            KnowledgeFolder earlier = archive.find(found.earlier().orElse(""));
            KnowledgeFolder proposed = archive.find(found.fingerprint());
            for (String path : RuleEditing.changed(earlier, proposed)) {
                files.add(View.of("path", path)
                        .with("edit", RuleFile.link("/rules/edit", path) + "&proposal=" + found.number())
                        .with("gone", !proposed.contents().containsKey(path))
                        .list("lines", lines(text(earlier, path), text(proposed, path))));
            }
        } catch (ProblemsException e) {
            return List.of(); // what is kept was damaged or taken away; the proposal says what it was to do
        }
        return files;
    }

    private static String text(KnowledgeFolder folder, String path) {
        byte[] bytes = folder.contents().get(path);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<View> lines(String before, String after) {
        List<View> lines = new ArrayList<>();
        ChangedLines changes = ChangedLines.between(before, after);
        changes.gone().forEach(line -> lines.add(line("−", "gone", "taken away", line)));
        changes.come().forEach(line -> lines.add(line("+", "come", "added", line)));
        return lines;
    }

    private static View line(String sign, String kind, String words, String text) {
        return View.of("sign", sign).with("kind", kind).with("words", words).with("text", text);
    }

    @PostMapping("/rules/proposals/{number}")
    void decide(
            SignedIn user,
            @PathVariable("number") long number,
            @RequestParam(name = "do", defaultValue = "") String action,
            @RequestParam(name = "why", defaultValue = "") String why,
            @RequestParam(name = "merged", defaultValue = "") String shown,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        RuleEditing desk = RuleFilesController.desk(editing);
        Publication found = find(number);
        String problem = RuleFilesController.reasonProblem(why);
        if (!problem.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(user, found, problem, request, response);
            return;
        }
        switch (action) {
            case "approve" -> approve(user, found, desk, why.strip(), shown, request, response);
            case "refuse" -> {
                chart.publications().refuse(number, user.name(), why.strip());
                Pages.redirect(request, response, "/rules/proposals", "Proposal %d is refused.".formatted(number));
            }
            case "withdraw" -> withdraw(user, found, why.strip(), request, response);
            default -> throw new Refusal(HttpStatus.BAD_REQUEST, "Expected approve, refuse or withdraw.");
        }
    }

    private void withdraw(
            SignedIn user, Publication found, String why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!found.by().equals(user.name())) {
            throw new Refusal(HttpStatus.CONFLICT, "Only who made a proposal can take it back; you can refuse it.");
        }
        chart.publications().withdraw(found.number(), user.name(), why);
        Pages.redirect(request, response, "/rules/proposals", "Proposal %d is taken back.".formatted(found.number()));
    }

    /** Only what was shown is approved: where the files on disk are others by now, it is shown again. */
    private void approve(
            SignedIn user,
            Publication found,
            RuleEditing desk,
            String why,
            String shown,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        KnowledgeFolder seen = desk.onDisk();
        Optional<KnowledgeFolder> merged = merged(found, seen);
        if (merged.filter(files -> files.fingerprint().equals(shown)).isEmpty()) {
            response.setStatus(HttpStatus.CONFLICT.value());
            show(user, found, "The rules were changed since this page was shown. Look again.", request, response);
            return;
        }
        try {
            new RulePublishing(desk, chart).approve(found, seen, merged.get(), why, user.name());
        } catch (FolderChanged | ProblemsException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            show(user, find(found.number()), "It could not go live. See below, and try again.", request, response);
            return;
        }
        Pages.redirect(
                request, response, "/rules/history", "Proposal %d is approved and in use.".formatted(found.number()));
    }
}

package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.assessment.Assessment;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Profile;
import dorsal.knowledge.RuleSet;
import dorsal.store.ChangedMeanwhile;
import dorsal.store.Chart;
import dorsal.store.Draft;
import dorsal.store.Patient;
import dorsal.store.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Entering what is known of a patient. What somebody types is kept with each change, and saved when they say so. */
@Controller
@RequestMapping("/patients/{patient}")
final class EntryController {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Chart chart;
    private final Charted charted;
    private final ActiveRules rules;
    private final Pages pages;
    private final ChartViews looks;
    private final Clock clock;

    EntryController(Chart chart, Charted charted, ActiveRules rules, Pages pages, ChartViews looks, Clock clock) {
        this.chart = chart;
        this.charted = charted;
        this.rules = rules;
        this.pages = pages;
        this.looks = looks;
        this.clock = clock;
    }

    private Entry read(FormAnswers answers, Patient patient, RuleSet by) {
        return Entry.of(answers, patient.id(), by, LocalDateTime.now(clock));
    }

    private Draft keep(Entry entry, Patient patient, long state, SignedIn user) {
        return chart.visits().keepDraft(patient.id(), user.name(), state, entry.text());
    }

    @GetMapping("/entry")
    void entry(
            @PathVariable("patient") long whom,
            @RequestParam(name = "from", defaultValue = "") String from,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        looks.note(request, user, patient.id());
        Optional<Draft> draft = chart.visits().draft(patient.id(), user.name());
        FormAnswers answers = draft.map(Draft::profile).map(FormAnswers::read).orElse(FormAnswers.EMPTY);
        if (draft.isEmpty() && from.equals("last")) {
            answers = lasting(patient.id());
        }
        View more = new View();
        draft.ifPresent(found -> more.with("draft-of", Moments.of(found.at(), clock.getZone())));
        show(patient, draft.map(Draft::state).orElse(patient.state()), answers, more, user, request, response);
    }

    /** What does not change: neither a red flag nor asked first nor anybody's to change. It keeps the day it was answered. */
    private FormAnswers lasting(String patient) {
        Map<String, List<String>> findings = new LinkedHashMap<>();
        Map<String, String> answered = new LinkedHashMap<>();
        lastProfile(patient).ifPresent(last -> {
            FormAnswers all = chart.visits()
                    .last(patient)
                    .map(visit -> FormAnswers.read(visit.profile()))
                    .orElse(FormAnswers.EMPTY);
            for (FindingDefinition finding :
                    rules.current().vocabulary().findings().values()) {
                List<String> values = all.findings().get(finding.code());
                if (values != null
                        && !finding.redFlag()
                        && !finding.askFirst()
                        && !finding.canChange()
                        && finding.askWhen().isEmpty()) {
                    findings.put(finding.code(), values);
                    answered.put(finding.code(), last.answeredOn(finding.code()).toString());
                }
            }
        });
        return new FormAnswers("", findings, answered, List.of(), List.of());
    }

    private Optional<Profile> lastProfile(String patient) {
        List<Profile> all = charted.profiles(patient);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private void show(
            Patient patient,
            long state,
            FormAnswers answers,
            View more,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        RuleSet current = rules.current();
        Entry entry = read(answers, patient, current);
        Optional<Assessment> assessment = assess(entry, patient, current);
        Optional<Profile> before = lastProfile(patient.id());
        View view = new View()
                .with("id", patient.id())
                .with("path", PatientPath.of(patient))
                .with("state", state)
                .with("draft-of", "")
                .with("can-take-over", before.isPresent() && answers.equals(FormAnswers.EMPTY))
                .with("conflict", "")
                .with("conflict-at", "")
                .list("differences", List.of())
                .list("others", others(patient, user))
                .with("live", live(entry, assessment, patient, current, ""))
                .all(EntryView.of(
                        current.vocabulary(),
                        entry,
                        AnswerView.shown(entry, assessment),
                        before,
                        LocalDateTime.now(clock).toLocalDate()))
                .all(more);
        if (state != patient.state() && !more.containsKey("conflict")) {
            conflict(view, patient, answers);
        }
        pages.page(request, response, "Enter a visit", "entry", view);
    }

    private Optional<Assessment> assess(Entry entry, Patient patient, RuleSet by) {
        return entry.profile()
                .map(profile -> charted.assess(patient.id(), profile, by).assessment());
    }

    private View live(Entry entry, Optional<Assessment> assessment, Patient patient, RuleSet by, String kept) {
        Optional<Assessment> already = assessment.isPresent()
                ? Optional.empty()
                : entry.readable()
                        .map(profile ->
                                charted.assess(patient.id(), profile, by).assessment());
        return AnswerView.of(entry, assessment, already, by.vocabulary(), kept);
    }

    /** Somebody else may be at work on the same patient. */
    private List<View> others(Patient patient, SignedIn user) {
        return chart.visits().drafts(patient.id()).stream()
                .filter(draft -> !draft.by().equals(user.name()))
                .map(draft -> View.of("by", draft.by()).with("at", Moments.of(draft.at(), clock.getZone())))
                .toList();
    }

    /** What is typed, without saving it: the answer beside it, and a draft. */
    @PostMapping("/answer")
    void answer(
            @PathVariable("patient") long whom,
            @RequestParam("state") long state,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        RuleSet current = rules.current();
        Entry entry = read(FormAnswers.of(request.getParameterMap()), patient, current);
        Draft kept = keep(entry, patient, state, user);
        String at = TIME.format(kept.at().atZone(clock.getZone()));
        pages.part(response, "answer", live(entry, assess(entry, patient, current), patient, current, at));
    }

    /** The same as a whole page, for a browser without scripts. */
    @PostMapping("/entry")
    void update(
            @PathVariable("patient") long whom,
            @RequestParam("state") long state,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        FormAnswers answers = FormAnswers.of(request.getParameterMap());
        keep(read(answers, patient, rules.current()), patient, state, user);
        show(patient, state, answers, new View(), user, request, response);
    }

    @PostMapping("/discard")
    void discard(
            @PathVariable("patient") long whom, SignedIn user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        chart.visits().discardDraft(patient.id(), user.name());
        Pages.redirect(request, response, PatientPath.of(patient), "The draft is gone.");
    }

    @PostMapping("/visits")
    void save(
            @PathVariable("patient") long whom,
            @RequestParam("state") long state,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        FormAnswers answers = FormAnswers.of(request.getParameterMap());
        Entry entry = read(answers, patient, rules.current());
        if (entry.profile().isEmpty()) {
            keep(entry, patient, state, user);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(patient, state, answers, new View(), user, request, response);
            return;
        }
        try {
            Visit visit = charted.save(patient.id(), state, entry.profile().get(), entry.text(), user.name());
            response.sendRedirect(PatientPath.of(patient) + "/visits/" + visit.number());
        } catch (ChangedMeanwhile meanwhile) {
            Patient now = meanwhile.patient();
            keep(entry, now, now.state(), user);
            response.setStatus(HttpStatus.CONFLICT.value());
            show(now, now.state(), answers, conflict(new View(), now, answers), user, request, response);
        }
    }

    /** Who wrote what meanwhile, beside what is typed here. Saving again adds a visit; nothing is replaced. */
    private View conflict(View view, Patient now, FormAnswers typed) {
        FormAnswers theirs = chart.visits()
                .last(now.id())
                .map(visit -> FormAnswers.read(visit.profile()))
                .orElse(FormAnswers.EMPTY);
        List<View> differences = new ArrayList<>();
        for (FindingDefinition finding : rules.current().vocabulary().findings().values()) {
            List<String> there = theirs.findings().get(finding.code());
            List<String> here = typed.findings().get(finding.code());
            if (!Objects.equals(there, here)) {
                differences.add(View.of("question", finding.question())
                        .with("theirs", words(there))
                        .with("yours", words(here)));
            }
        }
        return view.with("conflict", now.changedBy())
                .with("conflict-at", Moments.of(now.changedAt(), clock.getZone()))
                .list("differences", differences);
    }

    private static String words(@Nullable List<String> values) {
        return values == null ? "not asked" : String.join(", ", values);
    }
}

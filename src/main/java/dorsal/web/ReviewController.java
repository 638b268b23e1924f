package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.assessment.Assessment;
import dorsal.clinical.Profile;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.report.ClinicianNote;
import dorsal.report.Explaining;
import dorsal.report.Handout;
import dorsal.report.Result;
import dorsal.store.Chart;
import dorsal.store.ClinicalOverride;
import dorsal.store.ClinicalOverride.Decision;
import dorsal.store.ClinicalOverride.Kind;
import dorsal.store.Patient;
import dorsal.store.ProgrammeOpening;
import dorsal.store.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A patient's chart, the result of each visit, and where the clinician decides otherwise. */
@Controller
@RequestMapping("/patients/{patient}")
final class ReviewController {
    private static final int FINGERPRINT = 19;

    /** As Dorsal itself writes a result; the day of the assessment stands near its beginning. */
    private static final Pattern DATE = Pattern.compile("\"date\":\"(\\d{4}-\\d{2}-\\d{2})");

    private static final int LONGEST_REASON = 2_000;

    /** So many words of one's own, at least, lower an escalation. */
    private static final int FEWEST_WORDS = 3;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Chart chart;
    private final Charted charted;
    private final ActiveRules rules;
    private final Pages pages;
    private final ChartViews looks;
    private final Clock clock;

    ReviewController(Chart chart, Charted charted, ActiveRules rules, Pages pages, ChartViews looks, Clock clock) {
        this.chart = chart;
        this.charted = charted;
        this.rules = rules;
        this.pages = pages;
        this.looks = looks;
        this.clock = clock;
    }

    private Visit visit(long whom, long number) {
        return chart.visits()
                .find(number)
                .filter(visit -> visit.patient().equals(charted.patient(whom).id()))
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "This patient has no visit with this number."));
    }

    // ---- the chart

    @GetMapping
    void chart(
            @PathVariable("patient") long whom, SignedIn user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        looks.note(request, user, patient.id());
        String path = PatientPath.of(patient);
        List<Visit.Summary> visits = chart.visits().list(patient.id());
        View view = new View()
                .with("id", patient.id())
                .with("path", path)
                .with("since", Moments.of(patient.createdAt(), clock.getZone()))
                .with("left-out", leftOut(charted.leftOut(patient.id(), Long.MAX_VALUE, rules.current())))
                .with("may-erase", Gates.mayGet(path + "/erase", user.role()))
                .with("draft", chart.visits().draft(patient.id(), user.name()).isPresent())
                .list(
                        "visits",
                        visits.stream().map(visit -> summary(visit, path)).toList())
                .list("overrides", overrides(patient.id(), path))
                .with("followed", false)
                .with("chart", new View());
        Optional<Visit> last = chart.visits().last(patient.id());
        if (last.isPresent()) {
            Result result = charted.replay(last.get());
            List<Profile> profiles = charted.profiles(patient.id());
            view.all(new ReviewView(result, result, List.of(), Optional.empty()).head())
                    .with("last", last.get().number());
            result.course().ifPresent(course -> view.with("chart", CourseChart.of(course, profiles)));
        }
        view.with("visited", last.isPresent());
        pages.page(request, response, "Chart of " + patient.id(), "patient", view);
    }

    /** The day that the answers of a visit are of, which may lie before that on which it was saved. */
    private static Optional<LocalDate> day(Visit visit) {
        Matcher date = DATE.matcher(visit.result());
        return date.find() ? Optional.of(LocalDate.parse(date.group(1))) : Optional.empty();
    }

    private static String leftOut(long visits) {
        return visits == 0
                ? ""
                : (visits == 1 ? "1 earlier visit is" : visits + " earlier visits are")
                        + " left out of the course and of what has changed: these rules do not know every word of what was"
                        + " answered then. Nothing is lost; each visit still opens with the rules of its day.";
    }

    private View summary(Visit.Summary visit, String path) {
        LocalDate saved = LocalDate.ofInstant(visit.at(), clock.getZone());
        LocalDate day = chart.visits()
                .find(visit.number())
                .flatMap(ReviewController::day)
                .orElse(saved);
        return View.of("number", visit.number())
                .with("path", path + "/visits/" + visit.number())
                .with("day", Moments.day(day))
                .with("later", !day.equals(saved))
                .with("at", Moments.of(visit.at(), clock.getZone()))
                .with("by", visit.by())
                .with("urgency", visit.urgency().code())
                .with("urgency-words", AnswerView.urgencyWords(visit.urgency()))
                .with(
                        "rules",
                        visit.fingerprint()
                                .substring(
                                        0,
                                        Math.min(
                                                FINGERPRINT, visit.fingerprint().length())));
    }

    private List<View> overrides(String patient, String path) {
        return chart.overrides().list(patient).stream()
                .map(override -> OverrideView.of(override, rules.current().vocabulary(), path, clock.getZone()))
                .toList();
    }

    // ---- a visit

    @GetMapping("/visits/{number}")
    void review(
            @PathVariable("patient") long whom,
            @PathVariable("number") long number,
            @RequestParam(name = "verdict", defaultValue = "") String verdict,
            @RequestParam(name = "search", defaultValue = "") String search,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show(whom, visit(whom, number), verdict, search, "", Optional.empty(), user, request, response);
    }

    private void show(
            long whom,
            Visit visit,
            String verdict,
            String search,
            String problem,
            Optional<RefusedOverride> refused,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        looks.note(request, user, visit.patient());
        String path = PatientPath.of(whom);
        Result ruled = charted.replay(visit);
        List<ClinicalOverride> standing = standing(visit);
        Result result = decided(ruled, standing);
        ReviewView review = new ReviewView(ruled, result, standing, refused);
        List<ProgrammeOpening> openings = chart.visits().openings(visit.number());
        boolean open = result.assessment().urgency() != Urgency.EMERGENCY || !openings.isEmpty();
        View view = review.head()
                .with("id", visit.patient())
                .with("path", path)
                .with("here", path + "/visits/" + visit.number())
                .with("problem", problem)
                .with("problem-at", refused.map(sent -> "b-" + sent.kind() + "-" + sent.what()))
                .with("by", visit.by())
                .with("at", Moments.of(visit.at(), clock.getZone()))
                .with("left-out", leftOut(charted.leftOut(visit.patient(), visit.number(), charted.rulesOf(visit))))
                .with("older-rules", !visit.fingerprint().equals(rules.current().fingerprint()))
                .with(
                        "rules",
                        visit.fingerprint()
                                .substring(
                                        0,
                                        Math.min(
                                                FINGERPRINT, visit.fingerprint().length())))
                .with("note", ClinicianNote.of(result))
                .with("open", open)
                .list("next", Turns.take(review::next))
                .list(
                        "openings",
                        openings.stream()
                                .map(opening -> View.of("by", opening.by())
                                        .with("at", Moments.of(opening.at(), clock.getZone()))
                                        .with("reason", opening.reason()))
                                .toList())
                .list("overrides", overrides(visit.patient(), path));
        if (open) {
            Optional<Verdict> only = OverrideView.verdict(verdict);
            view.all(Turns.take(() -> review.body(only, search)));
        }
        pages.page(request, response, "Visit of " + visit.patient(), "review", view);
    }

    /** What was decided at this visit and not taken back, the latest first. */
    private List<ClinicalOverride> standing(Visit visit) {
        return chart.overrides().list(visit.patient()).stream()
                .filter(override -> override.visit() == visit.number()
                        && override.withdrawn().isEmpty())
                .toList();
    }

    private static Result decided(Result ruled, List<ClinicalOverride> standing) {
        return standing.isEmpty() ? ruled : Turns.take(() -> ruled.deciding(OverrideView.decisions(standing)));
    }

    @PostMapping("/visits/{number}/programme")
    void open(
            @PathVariable("patient") long whom,
            @PathVariable("number") long number,
            @RequestParam("reason") String reason,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Visit visit = visit(whom, number);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(
                    whom,
                    visit,
                    "",
                    "",
                    "Expected a reason, of at most 2,000 characters.",
                    Optional.empty(),
                    user,
                    request,
                    response);
            return;
        }
        chart.visits().openProgramme(visit.patient(), number, user.name(), reason.strip());
        Pages.redirect(
                request,
                response,
                PatientPath.of(whom) + "/visits/" + number,
                "The programme is shown; your reason is kept.");
    }

    @PostMapping("/visits/{number}/overrides")
    void override(
            @PathVariable("patient") long whom,
            @PathVariable("number") long number,
            @RequestParam("kind") String kind,
            @RequestParam("what") String what,
            @RequestParam(name = "becomes", defaultValue = "") String becomes,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Visit visit = visit(whom, number);
        String problem = problem(becomes, code, reason);
        Optional<Decision> decision = problem.isEmpty()
                ? decision(charted.replay(visit).assessment(), kind, what, becomes, code, reason.strip())
                : Optional.empty();
        if (decision.filter(ReviewController::lowersInTooFewWords).isPresent()) {
            problem = "Expected your own words, at least %d, beside the reason: this lowers an escalation."
                    .formatted(FEWEST_WORDS);
            decision = Optional.empty();
        }
        if (decision.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            String said = problem.isEmpty() ? "This result has nothing like that to override." : problem;
            var sent = new RefusedOverride(kind, what, becomes, code, reason, said);
            show(whom, visit, "", "", said, Optional.of(sent), user, request, response);
            return;
        }
        chart.overrides().add(visit.patient(), number, decision.get(), user.name());
        Pages.redirect(
                request,
                response,
                PatientPath.of(whom) + "/visits/" + number + "#overrides",
                "Your decision is kept; the week, the handout and the note of this visit follow it.");
    }

    private static String problem(String becomes, String code, String reason) {
        Optional<OverrideReason> coded = OverrideReason.find(code);
        if (becomes.isBlank()) {
            return "Expected what it becomes: choose one.";
        }
        if (coded.isEmpty()) {
            return "Expected one of the reasons: choose one.";
        }
        if (coded.get() == OverrideReason.OTHER && reason.isBlank()) {
            return "Expected a few words, since the reason is something else.";
        }
        return reason.length() > LONGEST_REASON ? "Expected at most 2,000 characters." : "";
    }

    private static boolean lowersInTooFewWords(Decision decision) {
        boolean lowers = decision.kind() == Kind.ESCALATION
                && OverrideView.urgency(decision.becomes())
                                .orElseThrow()
                                .compareTo(OverrideView.urgency(decision.was()).orElseThrow())
                        < 0;
        return lowers && BLANKS.splitAsStream(decision.reason()).count() < FEWEST_WORDS;
    }

    /** What is decided, if the result says what it overrides. */
    private static Optional<Decision> decision(
            Assessment assessment, String kind, String what, String becomes, String code, String reason) {
        if (kind.equals(Kind.ESCALATION.code())) {
            return assessment.escalations().stream()
                    .filter(said -> said.rule().id().equals(what))
                    .filter(said -> OverrideView.urgency(becomes)
                            .filter(urgency -> urgency != said.conclusion().urgency())
                            .isPresent())
                    .map(said -> new Decision(
                            Kind.ESCALATION,
                            what,
                            List.of(what),
                            said.conclusion().urgency().code(),
                            becomes,
                            code,
                            reason))
                    .findFirst();
        }
        return assessment.exercises().stream()
                .filter(exercise -> kind.equals(Kind.VERDICT.code())
                        && exercise.exercise().id().equals(what))
                .filter(exercise -> Arrays.stream(Verdict.values())
                        .anyMatch(verdict -> verdict != exercise.verdict()
                                && verdict != Verdict.HELD
                                && verdict.code().equals(becomes)))
                .map(exercise -> new Decision(
                        Kind.VERDICT,
                        what,
                        exercise.reasons().isEmpty()
                                ? List.of(NO_RULE)
                                : exercise.reasons().stream()
                                        .map(said -> said.rule().id())
                                        .distinct()
                                        .toList(),
                        exercise.verdict().code(),
                        becomes,
                        code,
                        reason))
                .findFirst();
    }

    /** Stands where a clinician is stricter than the rules, none of which said anything. */
    static final String NO_RULE = "no-rule";

    @PostMapping("/overrides/{number}/withdraw")
    void withdraw(
            @PathVariable("patient") long whom,
            @PathVariable("number") long number,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Patient patient = charted.patient(whom);
        ClinicalOverride override = chart.overrides()
                .find(number)
                .filter(found -> found.patient().equals(patient.id()))
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "This patient has no such override."));
        chart.overrides().withdraw(number, user.name(), reason.strip());
        Pages.redirect(
                request,
                response,
                PatientPath.of(patient) + "/visits/" + override.visit() + "#overrides",
                "The override is taken back.");
    }

    // ---- to take away

    @GetMapping("/visits/{number}/handout")
    void handout(
            @PathVariable("patient") long whom,
            @PathVariable("number") long number,
            @RequestParam(name = "large", defaultValue = "false") boolean large,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Visit visit = visit(whom, number);
        looks.note(request, user, visit.patient());
        View view = View.of("handout", Handout.of(decided(charted.replay(visit), standing(visit))))
                .with("large", large)
                .with("back", PatientPath.of(whom) + "/visits/" + number);
        pages.bare(response, "handout", view);
    }

    @GetMapping("/visits/{number}/result.json")
    void json(
            @PathVariable("patient") long whom,
            @PathVariable("number") long number,
            SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Visit visit = visit(whom, number);
        looks.note(request, user, visit.patient());
        if (visit.urgency() == Urgency.EMERGENCY
                && chart.visits().openings(number).isEmpty()) {
            throw new Refusal(HttpStatus.CONFLICT, "Under an emergency, open the programme with a reason first.");
        }
        response.setHeader("Content-Disposition", "attachment; filename=\"visit-%d.json\"".formatted(number));
        Reply.json(
                response,
                charted.json(charted.replay(visit), new Explaining(true, List.of()))
                        .getBytes(StandardCharsets.UTF_8));
    }
}

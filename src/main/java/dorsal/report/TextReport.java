package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.assessment.Because;
import dorsal.assessment.DoseAdvice;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.Limitation;
import dorsal.assessment.OpenQuestion;
import dorsal.assessment.Reason;
import dorsal.assessment.Said;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.LapsedAnswer;
import dorsal.clinical.Lift;
import dorsal.clinical.Numbers;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.course.Course;
import dorsal.knowledge.Measure;
import dorsal.knowledge.RuleCard;
import dorsal.programme.Week;
import dorsal.report.Page.Style;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An assessment for a clinician to read: what cannot wait, what is unknown, what to avoid, what to do with care, what is
 * permitted, and what all this rests on.
 */
public final class TextReport {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final String INDENT = "    ";
    private static final Comparator<Limitation> STRICTEST_FIRST =
            Comparator.comparing(limit -> limit.ceiling().map(Enum::ordinal).orElse(-1));

    private final Assessment assessment;
    private final Week week;
    private final Optional<Course> course;
    private final boolean sources;
    private final Wording wording;
    private final Page page;

    private TextReport(Result result, boolean sources, boolean colour) {
        this.assessment = result.assessment();
        this.week = result.week();
        this.course = result.course();
        this.sources = sources;
        this.wording = new Wording(assessment.rules().vocabulary());
        this.page = new Page(colour);
    }

    /** The whole report, 80 columns wide; {@code sources} adds where each rule comes from. */
    public static String of(Result result, boolean sources, boolean colour) {
        return of(result, false, sources, colour);
    }

    /** The same, on demand with what would change the assessment. */
    public static String of(Result result, boolean changes, boolean sources, boolean colour) {
        TextReport report = new TextReport(result, sources, colour);
        report.write();
        if (changes) {
            ExplanationText.write(result.assessment(), report.page);
        }
        report.basis();
        return report.page.toString();
    }

    private void write() {
        page.line(Style.HEADING, title()).blank();
        escalations();
        course.ifPresent(seen -> CourseText.write(seen, assessment.fired(), page));
        limits();
        unknown();
        verdicts(Verdict.AVOID, "AVOID", Style.DANGER);
        verdicts(Verdict.HELD, "HELD until the questions above are answered", Style.CAUTION);
        verdicts(Verdict.CAUTION, "CAUTION: only with the conditions given", Style.CAUTION);
        permitted();
        WeekText.write(week, page);
        advice();
        doses();
        notes();
    }

    private String title() {
        return title(assessment);
    }

    static String title(Assessment assessment) {
        return assessment
                        .profile()
                        .patient()
                        .map(patient -> "Patient " + patient)
                        .orElse("Patient without a name") + ", "
                + DAY.format(assessment.profile().at());
    }

    // ---- what cannot wait

    private void escalations() {
        if (assessment.urgency() == Urgency.NONE) {
            if (assessment.hold()) {
                page.line(
                        Style.CAUTION,
                        "Nothing answered so far calls for medical care, but questions that come first are open.");
            } else {
                page.line(Style.GOOD, "Nothing that was answered calls for medical care.");
            }
            page.blank();
            return;
        }
        for (Said<Escalate> said : assessment.escalations()) {
            Escalate escalate = said.conclusion();
            page.line(
                    escalate.urgency().compareTo(Urgency.SOON) >= 0 ? Style.DANGER : Style.CAUTION,
                    Wording.urgency(escalate.urgency()) + ", " + escalate.within() + ": "
                            + wording.destinations(escalate.to()));
            page.paragraph(INDENT, said.rule().reason());
            basis(said.rule(), said.because());
        }
        page.blank();
    }

    private void limits() {
        if (assessment.limits().isEmpty()) {
            return;
        }
        page.heading("Overall: " + Wording.ceiling(assessment.ceiling()) + (assessment.hold() ? "; on hold" : ""));
        for (Limitation limit :
                assessment.limits().stream().sorted(STRICTEST_FIRST).toList()) {
            String what = limit.ceiling().map(Wording::ceiling).orElse("on hold");
            page.paragraph(
                    "  - ",
                    what + ": " + limit.rule().claim() + " [" + limit.rule().id() + "]");
            because(limit.because(), INDENT);
            sources(limit.rule());
        }
        page.blank();
    }

    // ---- what is unknown

    private void unknown() {
        if (!assessment.asks().isEmpty()) {
            page.heading(assessment.hold() ? "STILL TO ASK, before anything can be started" : "STILL TO ASK");
            for (OpenQuestion ask : assessment.asks()) {
                page.paragraph(
                        "  ? ", ask.finding().code() + ": " + ask.finding().question());
            }
            page.blank();
        }
        Set<String> asked =
                assessment.asks().stream().map(ask -> ask.finding().code()).collect(Collectors.toSet());
        List<String> others = assessment.couldMatter().stream()
                .map(question -> question.finding().code())
                .filter(code -> !asked.contains(code))
                .toList();
        if (!others.isEmpty()) {
            page.heading("NOT ANSWERED, and could still call for medical care");
            page.list("  ", others).blank();
        }
        List<LapsedAnswer> lapsed = assessment.profile().lapsed();
        if (!lapsed.isEmpty()) {
            page.line(Style.CAUTION, "ANSWERED TOO LONG AGO, so not used");
            page.list("  ", lapsed.stream().map(TextReport::lapsed).toList()).blank();
        }
        if (!assessment.contradictions().isEmpty()) {
            page.line(Style.CAUTION, "ANSWERED NO, but other answers say yes (yes was used)");
            page.list("  ", assessment.contradictions()).blank();
        }
    }

    private static String lapsed(LapsedAnswer lapsed) {
        return "%s %s (%s)".formatted(lapsed.finding(), lapsed.answer(), DAY.format(lapsed.answered()));
    }

    // ---- exercises

    /** Exercises restricted for the same reasons and with the same offers stand together. */
    private record Group(List<String> rules, List<String> offers) {}

    private void verdicts(Verdict verdict, String heading, Style style) {
        List<ExerciseVerdict> all = of(verdict);
        if (all.isEmpty()) {
            return;
        }
        page.line(
                style,
                "%s (%d of %d)"
                        .formatted(heading, all.size(), assessment.exercises().size()));
        Map<Group, List<ExerciseVerdict>> groups = new LinkedHashMap<>();
        for (ExerciseVerdict exercise : all) {
            Group group = new Group(
                    exercise.reasons().stream()
                            .map(reason -> reason.rule().id() + reason.verdict() + reason.lifted())
                            .toList(),
                    exercise.offers());
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(exercise);
        }
        groups.values().forEach(this::group);
        page.blank();
    }

    private void group(List<ExerciseVerdict> group) {
        ExerciseVerdict first = group.get(0);
        page.paragraph(Style.HEADING, "  ", group.stream().map(TextReport::name).collect(Collectors.joining(", ")));
        first.reasons().forEach(this::reason);
        if (first.verdict() == Verdict.CAUTION) {
            conditions(group);
        }
        if (!first.offers().isEmpty()) {
            page.paragraph("    instead: ", wording.exercises(first.offers()));
        }
    }

    private static String name(ExerciseVerdict verdict) {
        return verdict.exercise().name() + (verdict.available() ? "" : " (not available)");
    }

    private void reason(Reason reason) {
        String level =
                reason.ceiling().map(ceiling -> Wording.ceiling(ceiling) + ": ").orElse("");
        page.paragraph(
                "    - ", level + reason.rule().claim() + " [" + reason.rule().id() + "]");
        because(reason.because(), "      ");
        reason.rule()
                .lift()
                .filter(lift -> reason.ceiling().isEmpty() && reason.verdict() != Verdict.HELD)
                .ifPresent(lift -> page.paragraph("      ", lift(lift, reason.lifted())));
        sources(reason.rule());
    }

    private static String lift(Lift lift, boolean done) {
        String attested = String.join(", ", lift.attestations());
        return done ? "eased, on record: " + attested : "becomes " + lift.to().code() + " once on record: " + attested;
    }

    private void conditions(List<ExerciseVerdict> group) {
        Set<String> shared = new LinkedHashSet<>(group.get(0).conditions());
        group.forEach(exercise -> shared.retainAll(exercise.conditions()));
        if (!shared.isEmpty()) {
            page.paragraph("    observe: ", sentences(shared));
        }
        for (ExerciseVerdict exercise : group) {
            Set<String> own = new LinkedHashSet<>(exercise.conditions());
            own.removeAll(shared);
            if (!own.isEmpty()) {
                page.paragraph("    " + exercise.exercise().name() + ": ", sentences(own));
            }
        }
    }

    private static String sentences(Set<String> parts) {
        return parts.stream()
                .map(part -> part.endsWith(".") ? part : part + ".")
                .collect(Collectors.joining(" "));
    }

    private void permitted() {
        List<ExerciseVerdict> all = of(Verdict.PERMITTED);
        if (!all.isEmpty()) {
            page.line(
                    Style.GOOD,
                    "PERMITTED (%d of %d)"
                            .formatted(all.size(), assessment.exercises().size()));
            page.paragraph("  ", all.stream().map(TextReport::name).collect(Collectors.joining(", ")))
                    .blank();
        }
        Set<String> available = assessment.exercises().stream()
                .filter(ExerciseVerdict::available)
                .map(exercise -> exercise.exercise().id())
                .collect(Collectors.toSet());
        List<String> first =
                assessment.preferred().stream().filter(available::contains).toList();
        if (!first.isEmpty()) {
            page.heading("START WITH (best first, of those usable and available)");
            page.paragraph("  ", wording.exercises(first)).blank();
        }
    }

    private List<ExerciseVerdict> of(Verdict verdict) {
        return assessment.exercises().stream()
                .filter(exercise -> exercise.verdict() == verdict)
                .toList();
    }

    // ---- what else the rules say

    private void advice() {
        if (assessment.advice().isEmpty()) {
            return;
        }
        page.heading("ADVICE");
        for (Said<Advise> said : assessment.advice()) {
            page.paragraph("  - ", said.conclusion().text() + " [" + said.rule().id() + "]");
            sources(said.rule());
        }
        page.blank();
    }

    private void doses() {
        if (!assessment.doses().isEmpty()) {
            page.heading("DOSE");
            assessment.doses().forEach(this::dose);
            page.blank();
        }
        assessment
                .review()
                .ifPresent(review -> page.line(
                                Style.HEADING,
                                "REVIEW within %d weeks [%s]"
                                        .formatted(review.weeks(), String.join(", ", review.rules())))
                        .blank());
    }

    private void dose(DoseAdvice dose) {
        Measure measure = dose.measure();
        String value = measure.combine() == Measure.Combine.WORDS
                ? String.join(", ", dose.words())
                : range(dose) + (measure.unit().isEmpty() ? "" : " " + measure.unit());
        page.paragraph("  - ", measure.meaning() + ": " + value);
    }

    private static String range(DoseAdvice dose) {
        String least = Numbers.plain(dose.least());
        String most = Numbers.plain(dose.most());
        return least.equals(most) ? least : least + " to " + most;
    }

    private void notes() {
        if (!assessment.notes().isEmpty()) {
            page.heading("NOTES");
            assessment.notes().forEach(note -> page.paragraph("  - ", note));
            page.blank();
        }
    }

    /** What knowledge all this rests on. */
    private void basis() {
        List<RuleCard> rules = assessment.rules().knowledge().rules();
        long unsigned = rules.stream().filter(rule -> rule.signed().isEmpty()).count();
        String fingerprint = assessment.rules().fingerprint();
        page.line(
                Style.FAINT,
                "Rests on %d rules, %s; %s reviewed by a named clinician."
                        .formatted(
                                rules.size(),
                                fingerprint.substring(0, Math.min(19, fingerprint.length())),
                                unsigned == 0
                                        ? "all"
                                        : unsigned == rules.size()
                                                ? "none yet"
                                                : (rules.size() - unsigned) + " of them"));
        page.blank();
    }

    // ---- grounds

    private void basis(RuleCard rule, List<Because> because) {
        String grounds = wording.because(because);
        page.paragraph(
                Style.FAINT, INDENT, (grounds.isEmpty() ? "" : "because " + grounds + " ") + "[" + rule.id() + "]");
        sources(rule);
    }

    private void because(List<Because> because, String indent) {
        Optional.of(wording.because(because))
                .filter(grounds -> !grounds.isEmpty())
                .ifPresent(grounds -> page.paragraph(Style.FAINT, indent, "because " + grounds));
    }

    private void sources(RuleCard rule) {
        if (sources) {
            page.paragraph(Style.FAINT, "      source: ", Wording.sources(rule));
        }
    }
}

package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.assessment.Decisions;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.Said;
import dorsal.clinical.Answer;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.programme.Week;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An assessment as a short text to paste into a record: what was known, what was found, what was planned. */
public final class ClinicianNote {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

    private final Assessment assessment;
    private final Week week;
    private final Decisions decisions;
    private final Wording wording;
    private final Page page = new Page(false);

    private ClinicianNote(Result result) {
        this.assessment = result.assessment();
        this.week = result.week();
        this.decisions = result.decisions();
        this.wording = new Wording(assessment.rules().vocabulary());
    }

    public static String of(Result result) {
        return new ClinicianNote(result).write();
    }

    private String write() {
        page.paragraph(
                "",
                "Back exercise assessment, " + DATE.format(assessment.profile().at())
                        + assessment
                                .profile()
                                .patient()
                                .map(patient -> ", patient " + patient)
                                .orElse("") + ".");
        answers();
        escalations();
        verdicts();
        decisions();
        plan();
        assessment
                .review()
                .ifPresent(review -> page.paragraph(
                        "",
                        "Review by " + DATE.format(assessment.profile().at().plusWeeks(review.weeks())) + " ("
                                + String.join(", ", review.rules()) + ")."));
        page.paragraph(
                "",
                "Decision aid: Dorsal, %d rules, %s. Its rules are advice; the decision is the clinician's."
                        .formatted(
                                assessment.rules().knowledge().rules().size(),
                                assessment.rules().fingerprint()));
        return page.blank().toString();
    }

    /** What was answered with anything but no, then how many were answered no, and what a hold waits for. */
    private void answers() {
        Map<String, Answer> answers = new TreeMap<>(assessment.rules().findingOrder());
        answers.putAll(assessment.profile().answers());
        List<String> said = answers.entrySet().stream()
                .filter(entry -> !Answer.NO.equals(entry.getValue()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        List<String> no = answers.entrySet().stream()
                .filter(entry -> Answer.NO.equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        list("Findings: ", said);
        list("Answered no: ", no);
        list(
                "Not answered, to be asked: ",
                assessment.asks().stream().map(ask -> ask.finding().code()).toList());
        list(
                "On record: ",
                assessment.profile().attestations().stream()
                        .map(attestation -> attestation.code()
                                + (attestation.target().isEmpty() ? "" : " (" + attestation.target() + ")"))
                        .sorted()
                        .distinct()
                        .toList());
    }

    private void list(String label, List<String> words) {
        if (!words.isEmpty()) {
            page.paragraph(label, String.join(", ", words) + ".");
        }
    }

    private void escalations() {
        if (assessment.urgency() == Urgency.NONE) {
            page.paragraph("", assessment.hold() ? "On hold: questions that come first are open." : "No escalation.");
            return;
        }
        for (Said<Escalate> said : assessment.escalations()) {
            page.paragraph(
                    "",
                    "%s, %s, to %s: %s (%s; %s)."
                            .formatted(
                                    Wording.urgency(said.conclusion().urgency()),
                                    said.conclusion().within(),
                                    wording.destinations(said.conclusion().to()),
                                    said.rule().claim(),
                                    said.rule().id(),
                                    wording.because(said.because())));
        }
    }

    private void verdicts() {
        Map<Verdict, Long> counts = assessment.exercises().stream()
                .collect(Collectors.groupingBy(exercise -> exercise.verdict(), TreeMap::new, Collectors.counting()));
        page.paragraph(
                "Exercises: ",
                counts.entrySet().stream()
                                .map(entry ->
                                        entry.getValue() + " " + entry.getKey().code())
                                .collect(Collectors.joining(", "))
                        + "; overall " + Wording.ceiling(assessment.ceiling()) + ".");
        Set<String> limiting = new LinkedHashSet<>();
        assessment.limits().forEach(limit -> limiting.add(limit.rule().id()));
        assessment.exercises().stream()
                .filter(exercise -> exercise.verdict() == Verdict.AVOID)
                .flatMap(exercise -> exercise.reasons().stream())
                .filter(reason -> reason.verdict() == Verdict.AVOID)
                .forEach(reason -> limiting.add(reason.rule().id()));
        list("Limiting rules: ", List.copyOf(limiting));
    }

    private void decisions() {
        for (ExerciseVerdict exercise : assessment.exercises()) {
            exercise.decided()
                    .ifPresent(decided -> page.paragraph(
                            "Decided otherwise: ", exercise.exercise().name() + ". " + decided.sentence()));
        }
        for (Decisions.OfEscalation decided : decisions.escalations()) {
            page.paragraph(
                    "Decided otherwise: ",
                    "%s. The rules say %s; %s decided %s: %s"
                            .formatted(
                                    decided.rule(),
                                    decided.ruled().code(),
                                    decided.by(),
                                    decided.becomes().code(),
                                    decided.reason()));
        }
    }

    private void plan() {
        if (week.withheld().isPresent()) {
            page.paragraph("Plan: ", "none. " + week.withheld().get());
            return;
        }
        Map<String, Set<String>> days = new TreeMap<>();
        week.days()
                .forEach(day -> day.items()
                        .forEach(item -> days.computeIfAbsent(
                                        item.verdict().exercise().name() + " ("
                                                + DoseWords.of(
                                                        item.dose(),
                                                        item.verdict()
                                                                .exercise()
                                                                .eachSide())
                                                + ")",
                                        line -> new LinkedHashSet<>())
                                .add(DAY.format(day.date()))));
        page.line(Page.Style.PLAIN, "Plan for 7 days:");
        days.forEach((exercise, on) -> page.paragraph("- ", exercise + ": " + String.join(", ", on)));
        week.unmet()
                .forEach(unmet ->
                        page.paragraph("- not met: ", unmet.what() + ". " + unmet.why() + " [" + unmet.rule() + "]"));
        week.adjustment()
                .ifPresent(adjustment ->
                        page.paragraph("- ", Wording.adjustment(adjustment.effect()) + " [" + adjustment.rule() + "]"));
    }
}

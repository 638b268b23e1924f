package dorsal.report;

import dorsal.clinical.Answer;
import dorsal.clinical.Numbers;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.course.Course;
import dorsal.course.Course.Direction;
import dorsal.course.Course.Due;
import dorsal.course.Course.NewSign;
import dorsal.course.Course.NotRepeated;
import dorsal.course.Course.Visit;
import dorsal.report.Page.Style;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The course over several visits, for a clinician to read. */
final class CourseText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", Locale.ENGLISH);
    private static final String INDENT = "    ";
    private static final int MOST_NAMED = 8;

    private final Course course;
    private final List<String> fired;
    private final Page page;

    private CourseText(Course course, List<String> fired, Page page) {
        this.course = course;
        this.fired = fired;
        this.page = page;
    }

    /** @param fired the rules that fired at the latest visit */
    static void write(Course course, List<String> fired, Page page) {
        new CourseText(course, fired, page).write();
    }

    private void write() {
        page.line(
                course.direction() == Direction.WORSE ? Style.DANGER : Style.HEADING,
                "COURSE since %s: %s%s".formatted(DAY.format(course.since()), direction(), rules(course.rules())));
        course.visits().forEach(this::visit);
        signs();
        escalations();
        verdicts();
        notRepeated();
        review();
        page.blank();
    }

    private String direction() {
        return switch (course.direction()) {
            case BETTER -> "better";
            case UNCHANGED ->
                course.rules().stream().anyMatch(fired::contains) ? "unchanged" : "unchanged, too little for";
            case WORSE -> "WORSE";
            case UNKNOWN -> "not known";
        };
    }

    private static String rules(List<String> rules) {
        return rules.isEmpty() ? "" : " [" + String.join(", ", rules) + "]";
    }

    private void visit(Visit visit) {
        boolean alone = course.visits().stream()
                        .filter(other ->
                                other.at().toLocalDate().equals(visit.at().toLocalDate()))
                        .count()
                == 1;
        List<String> parts = new ArrayList<>();
        parts.add(
                visit.urgency() == Urgency.NONE
                        ? "no escalation"
                        : visit.urgency().code());
        parts.add(Wording.ceiling(visit.ceiling()) + (visit.hold() ? ", on hold" : ""));
        parts.add(visit.pain().map(pain -> "pain " + Numbers.plain(pain)).orElse("pain not answered"));
        visit.adherence().ifPresent(adherence -> parts.add("adherence " + Numbers.plain(adherence)));
        page.paragraph("  - ", (alone ? DAY : MOMENT).format(visit.at()) + ": " + String.join(", ", parts));
    }

    private void signs() {
        if (!course.newSigns().isEmpty()) {
            page.paragraph(Style.DANGER, "  ", "New since the visit before:");
            page.list(INDENT, course.newSigns().stream().map(CourseText::sign).toList());
        }
    }

    private static String sign(NewSign sign) {
        return "%s %s (before: %s)"
                .formatted(
                        sign.finding().code(),
                        sign.now(),
                        sign.before().map(Answer::toString).orElse("not answered"));
    }

    private void escalations() {
        if (!course.newEscalations().isEmpty()) {
            page.paragraph(
                    Style.CAUTION,
                    "  ",
                    "New escalations"
                            + course.urgencyBefore()
                                    .map(before -> " (before: " + before.code() + ")")
                                    .orElse("") + ":");
            page.list(
                    INDENT,
                    course.newEscalations().stream()
                            .map(said -> said.conclusion().urgency().code() + " ["
                                    + said.rule().id() + "]")
                            .toList());
        }
    }

    /** Names where they are few; a hold changes every verdict, and all are listed below anyway. */
    private void verdicts() {
        Map<Verdict, Map<Verdict, List<String>>> names = new TreeMap<>();
        course.verdictsChanged()
                .forEach(changed -> names.computeIfAbsent(changed.now(), now -> new TreeMap<>())
                        .computeIfAbsent(changed.before(), before -> new ArrayList<>())
                        .add(changed.exercise().name()));
        names.forEach((now, earlier) -> earlier.forEach((before, exercises) -> page.paragraph(
                "  ",
                "Now %s, before %s: %s"
                        .formatted(
                                now.code(),
                                before.code(),
                                exercises.size() > MOST_NAMED
                                        ? exercises.size() + " exercises"
                                        : String.join(", ", exercises)))));
    }

    /** By the day of the answer, so that a whole screen that was not asked again takes few lines. */
    private void notRepeated() {
        if (course.notRepeated().isEmpty()) {
            return;
        }
        page.paragraph(Style.CAUTION, "  ", "Answered before, and not at this visit (so not used):");
        Map<LocalDate, List<NotRepeated>> byDay = course.notRepeated().stream()
                .collect(Collectors.groupingBy(NotRepeated::date, TreeMap::new, Collectors.toList()));
        byDay.forEach((day, answers) -> page.paragraph(
                INDENT + DAY.format(day) + ": ",
                answers.stream()
                        .map(answer -> answer.finding() + " " + answer.value())
                        .collect(Collectors.joining(", "))));
    }

    private void review() {
        course.reviewDue().ifPresent(due -> page.paragraph("  ", "Next review by " + day(due)));
        course.reviewWasDue()
                .filter(due -> course.reviewOverdueDays().orElse(0) > 0)
                .ifPresent(due -> page.paragraph(
                        Style.CAUTION,
                        "  ",
                        "This visit came %s after the review that was due by %s"
                                .formatted(days(course.reviewOverdueDays().orElse(0)), day(due))));
    }

    private static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static String day(Due due) {
        return DAY.format(due.date()) + rules(due.rules());
    }
}

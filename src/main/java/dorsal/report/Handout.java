package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.assessment.Decided;
import dorsal.assessment.Decisions;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.OpenQuestion;
import dorsal.assessment.Reason;
import dorsal.assessment.Said;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Exercise;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.HandoutTerms;
import dorsal.knowledge.HandoutTerms.Box;
import dorsal.knowledge.RuleCard;
import dorsal.programme.Week;
import dorsal.programme.Week.Day;
import dorsal.programme.Week.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a patient takes home, as HTML to be printed on one or two pages: what cannot wait, what to leave, what to do on
 * which day and how, when to stop and whom to call. On a screen the grounds open below each exercise.
 */
public final class Handout {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMM", Locale.ENGLISH);
    private static final int MOST_GROUPS = 6;
    private static final int MOST_NAMES = 7;
    private static final int MOST_QUESTIONS = 8;
    private static final int MOST_CARE = 2;
    /** Others at home may read this paper: who decided and why, in words for a record, is in the grounds only. */
    private static final String DECIDED = "Your clinician decided this for you.";

    private static final Templates TEMPLATES = new Templates("/dorsal/report/");
    private static final String STYLE = text("handout.css");

    private final Assessment assessment;
    private final Week week;
    private final Decisions decisions;
    private final Wording wording;
    private final Optional<HandoutTerms> terms;

    private Handout(Result result) {
        this.assessment = result.assessment();
        this.week = result.week();
        this.decisions = result.decisions();
        this.wording = new Wording(assessment.rules().vocabulary());
        this.terms = assessment.rules().knowledge().handout();
    }

    /** A whole document with one handout for each result; {@code largePrint} for those who see poorly. */
    public static String document(List<Result> results, boolean largePrint) {
        String body = results.stream().map(Handout::of).collect(Collectors.joining("<hr>\n"));
        return document("Your back exercise plan", body, largePrint);
    }

    /**
     * A document that says for each result why exercises, findings or rules come out as they do.
     *
     * @param ids exercises, findings and rules that the rule set knows
     */
    public static String why(List<Result> results, List<String> ids) {
        List<String> said = results.stream()
                .map(result -> WhyReport.of(result.assessment(), ids, false))
                .toList();
        return document("Why", TEMPLATES.render("why", Map.of("patients", said)), false);
    }

    private static String document(String title, String body, boolean largePrint) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body class="handout%s">
                %s</body>
                </html>
                """.formatted(title, STYLE, largePrint ? " large" : "", body);
    }

    /** The handout alone, without the document around it and without its style. */
    public static String of(Result result) {
        return TEMPLATES.render("handout", new Handout(result).fields());
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", week.withheld().isPresent() ? "Your back" : "Your back exercise plan");
        fields.put("patient", assessment.profile().patient().orElse(""));
        fields.put("date", DATE.format(assessment.profile().at()));
        fields.put(
                "review",
                assessment
                        .review()
                        .filter(review -> !isEmergency())
                        .map(review -> DATE.format(assessment.profile().at().plusWeeks(review.weeks())))
                        .orElse(""));
        fields.put("help", help());
        fields.put("noPlan", noPlan());
        questions(fields);
        list(fields, "Avoid", "avoid", avoid());
        list(fields, "Days", "days", days());
        fields.put(
                "response",
                week.adjustment()
                        .map(adjustment -> Wording.adjustment(adjustment.effect()) + ".")
                        .orElse(""));
        fields.put("exercises", exercises());
        boolean planned = week.withheld().isEmpty();
        list(fields, "Pain", "pain", planned ? terms.map(HandoutTerms::pain).orElse(List.of()) : List.of());
        fields.put("effort", planned ? effort() : "");
        list(fields, "Stop", "stop", stop());
        fields.put("general", planned ? terms.map(HandoutTerms::general).orElse(List.of()) : List.of());
        list(fields, "Verdicts", "verdicts", isDiscreet() ? List.of() : verdicts());
        fields.put("basis", basis());
        return fields;
    }

    private static void list(Map<String, Object> fields, String word, String name, List<?> values) {
        fields.put(name, values);
        fields.put("has" + word, !values.isEmpty());
    }

    // ---- what cannot wait

    /** The most urgent that may be named; before it, without its name, what others at home must not read. */
    private List<Map<String, Object>> help() {
        List<Said<Escalate>> named = assessment.escalations().stream()
                .filter(said -> !isDiscreet(said.rule()))
                .toList();
        List<Map<String, Object>> boxes = new ArrayList<>();
        if (named.size() < assessment.escalations().size()) {
            HandoutTerms.Discreet discreet = terms.orElseThrow().discreet();
            boxes.add(
                    Map.of("kind", Urgency.ROUTINE.code(), "title", discreet.title(), "text", "", "lines", List.of()));
        }
        if (!named.isEmpty()) {
            boxes.add(box(named, named.get(0).conclusion().urgency()));
        }
        return boxes;
    }

    private Map<String, Object> box(List<Said<Escalate>> named, Urgency urgency) {
        Optional<Box> box = terms.map(said -> said.urgency().get(urgency));
        return Map.of(
                "kind",
                urgency.code(),
                "title",
                box.map(Box::title).orElse(Wording.urgency(urgency)),
                "text",
                box.map(Box::text).orElse(""),
                "lines",
                named.stream()
                        .filter(said -> said.conclusion().urgency() == urgency)
                        .map(said -> line(said, box.flatMap(Box::when)))
                        .distinct()
                        .toList());
    }

    /** A file is passed on as well as a paper: grounds that others must not read are not in it. */
    private boolean isDiscreet() {
        return assessment.fired().stream().map(assessment.rules()::rule).anyMatch(this::isDiscreet);
    }

    /** Others at home may read this paper. */
    private boolean isDiscreet(RuleCard rule) {
        return terms.map(said -> said.discreet().rules().contains(rule.id())).orElse(false);
    }

    private Map<String, String> line(Said<Escalate> said, Optional<String> when) {
        return Map.of(
                "within", when.orElse(Wording.sentence(said.conclusion().within())),
                "to", wording.destinations(said.conclusion().to()),
                "reason", plain(said.rule()));
    }

    /** What a rule says, in words for a patient where there are any. */
    private String plain(RuleCard rule) {
        return terms.map(said -> said.plain().get(rule.id())).orElse(rule.reason());
    }

    private boolean isEmergency() {
        return assessment.urgency() == Urgency.EMERGENCY
                || decisions.emergency().isPresent();
    }

    private String noPlan() {
        if (week.withheld().isEmpty()) {
            return "";
        }
        return terms.map(said -> isEmergency()
                        ? said.noPlanInEmergency()
                        : assessment.hold() ? said.noPlanOnHold() : said.noPlan())
                .orElse(week.withheld().get());
    }

    private void questions(Map<String, Object> fields) {
        List<String> questions = assessment.hold() && !isEmergency()
                ? assessment.asks().stream()
                        .map(OpenQuestion::finding)
                        .map(finding -> finding.question())
                        .toList()
                : List.of();
        list(fields, "Questions", "questions", questions.subList(0, Math.min(MOST_QUESTIONS, questions.size())));
        fields.put(
                "moreQuestions",
                questions.size() > MOST_QUESTIONS ? String.valueOf(questions.size() - MOST_QUESTIONS) : "");
    }

    // ---- what to leave

    /** Exercises left for the same first reason, the most first. */
    private List<Map<String, String>> avoid() {
        if (week.withheld().isPresent()) {
            return List.of();
        }
        Map<RuleCard, List<String>> byReason = new LinkedHashMap<>();
        List<ExerciseVerdict> avoided = assessment.exercises().stream()
                .filter(exercise -> exercise.verdict() == Verdict.AVOID)
                .toList();
        // never among those that are left out for want of room
        List<Map<String, String>> decided = avoided.stream()
                .filter(exercise -> exercise.decided().isPresent())
                .map(exercise -> Map.of("names", exercise.exercise().name(), "reason", DECIDED))
                .toList();
        avoided.stream()
                .filter(exercise -> exercise.decided().isEmpty())
                .forEach(exercise -> byReason.computeIfAbsent(
                                exercise.reasons().get(0).rule(), rule -> new ArrayList<>())
                        .add(exercise.exercise().name()));
        Stream<Map<String, String>> ruled = byReason.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<RuleCard, List<String>> entry) ->
                        -entry.getValue().size()))
                .limit(MOST_GROUPS)
                .map(entry -> Map.of("names", names(entry.getValue()), "reason", plain(entry.getKey())));
        return Stream.concat(decided.stream(), ruled).toList();
    }

    private static String names(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    // ---- what to do

    private List<Map<String, Object>> days() {
        Map<List<Map<String, String>>, List<Day>> alike = new LinkedHashMap<>();
        week.days()
                .forEach(day -> alike.computeIfAbsent(parts(day), parts -> new ArrayList<>())
                        .add(day));
        List<Map<String, Object>> rows = new ArrayList<>();
        alike.forEach((parts, days) -> rows.add(Map.of(
                "names",
                days.stream().map(day -> DAY.format(day.date())).collect(Collectors.joining(", ")),
                "rest",
                parts.isEmpty(),
                "parts",
                parts)));
        return rows;
    }

    private static List<Map<String, String>> parts(Day day) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (Item item : day.items()) {
            parts.computeIfAbsent(item.part().name(), part -> new ArrayList<>())
                    .add(item.verdict().exercise().name());
        }
        List<Map<String, String>> rows = new ArrayList<>();
        parts.forEach(
                (part, exercises) -> rows.add(Map.of("part", part, "exercises", String.join(", ", exercises) + ".")));
        return rows;
    }

    private List<Map<String, Object>> exercises() {
        Map<String, List<Item>> byExercise = new LinkedHashMap<>();
        week.days()
                .forEach(day -> day.items()
                        .forEach(item -> byExercise
                                .computeIfAbsent(item.exercise(), exercise -> new ArrayList<>())
                                .add(item)));
        return byExercise.values().stream().map(this::exercise).toList();
    }

    private Map<String, Object> exercise(List<Item> items) {
        ExerciseVerdict verdict = items.get(0).verdict();
        Exercise exercise = verdict.exercise();
        Map<String, Set<String>> partsByDose = new LinkedHashMap<>();
        items.forEach(item -> partsByDose
                .computeIfAbsent(DoseWords.of(item.dose(), exercise.eachSide()), dose -> new LinkedHashSet<>())
                .add(item.part().name()));
        List<String> doses = new ArrayList<>();
        partsByDose.forEach((dose, parts) -> doses.add(
                (partsByDose.size() > 1 ? String.join(" and ", parts) + ": " : "") + Wording.sentence(dose) + "."));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", exercise.name());
        fields.put(
                "picture",
                assessment
                        .rules()
                        .vocabulary()
                        .figure(exercise.id())
                        .map(FigureDrawing::svg)
                        .orElse(""));
        fields.put("doses", doses);
        fields.put("steps", exercise.steps());
        fields.put("care", care(verdict));
        fields.put("why", items.get(0).why() + " [" + items.get(0).rule() + "]");
        fields.put("reasons", isDiscreet() ? reasons(verdict.reasons()) : grounds(verdict));
        return fields;
    }

    /** The conditions that the rules make, not the cues, which the steps hold. */
    private static String care(ExerciseVerdict verdict) {
        if (verdict.decided().isPresent()) {
            return DECIDED;
        }
        return verdict.conditions().stream()
                .filter(condition -> !verdict.exercise().cues().contains(condition))
                .limit(MOST_CARE)
                .map(condition -> condition.endsWith(".") ? condition : condition + ".")
                .collect(Collectors.joining(" "));
    }

    private String effort() {
        List<HandoutTerms.Effort> words = terms.map(HandoutTerms::effort).orElse(List.of());
        if (words.isEmpty()) {
            return "";
        }
        List<String> said = new ArrayList<>();
        int from = 0;
        for (HandoutTerms.Effort effort : words) {
            said.add("%d to %d %s".formatted(from, effort.upTo(), effort.words()));
            from = effort.upTo() + 1;
        }
        return "Effort, from 0 to 10: " + String.join("; ", said) + ".";
    }

    private List<Map<String, String>> stop() {
        return terms.map(HandoutTerms::stop).orElse(List.of()).stream()
                .map(stop -> Map.of("sign", stop.sign(), "call", wording.destinations(stop.call())))
                .toList();
    }

    // ---- for the clinician, on the screen

    private List<Map<String, Object>> verdicts() {
        return Stream.of(Verdict.AVOID, Verdict.HELD, Verdict.CAUTION, Verdict.PERMITTED)
                .map(this::verdicts)
                .toList();
    }

    private Map<String, Object> verdicts(Verdict verdict) {
        List<Map<String, Object>> exercises = assessment.exercises().stream()
                .filter(exercise -> exercise.verdict() == verdict)
                .map(exercise ->
                        Map.<String, Object>of("name", exercise.exercise().name(), "reasons", grounds(exercise)))
                .toList();
        return Map.of(
                "heading", Wording.sentence(verdict.code()) + " (" + exercises.size() + ")", "exercises", exercises);
    }

    private List<String> grounds(ExerciseVerdict verdict) {
        return Stream.concat(verdict.decided().map(Decided::sentence).stream(), reasons(verdict.reasons()).stream())
                .toList();
    }

    private List<String> reasons(List<Reason> reasons) {
        return reasons.stream().map(this::reason).toList();
    }

    private String reason(Reason reason) {
        String because = wording.because(reason.because());
        return reason.rule().claim() + " [" + reason.rule().id() + "]"
                + (because.isEmpty() ? "" : ", because " + because) + ". " + Wording.sources(reason.rule());
    }

    private String basis() {
        List<RuleCard> rules = assessment.rules().knowledge().rules();
        long unsigned = rules.stream().filter(rule -> rule.signed().isEmpty()).count();
        return "Given to you by your clinician, for you only and until the next check. Made from %d rules (%s)%s."
                .formatted(
                        rules.size(),
                        assessment.rules().fingerprint().substring(0, 19),
                        unsigned == 0 ? "" : "; they have not all been signed by a named clinician yet");
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Handout.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

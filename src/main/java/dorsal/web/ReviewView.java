package dorsal.web;

import dorsal.assessment.Assessment;
import dorsal.assessment.Because;
import dorsal.assessment.Decided;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.OpenQuestion;
import dorsal.assessment.Reason;
import dorsal.assessment.Said;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.course.Course;
import dorsal.explanation.Explanation;
import dorsal.explanation.Suggestion;
import dorsal.explanation.WhyNot;
import dorsal.knowledge.HandoutTerms;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.Vocabulary;
import dorsal.programme.Week;
import dorsal.report.DoseWords;
import dorsal.report.FigureDrawing;
import dorsal.report.Result;
import dorsal.report.Wording;
import dorsal.store.ClinicalOverride;
import dorsal.store.ClinicalOverride.Kind;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A result as a page: what cannot wait first, then what is not known, then each exercise with its reasons, then the week. */
final class ReviewView {
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    /** Codes are read aloud: {@code pain-weeks} is "pain weeks". */
    private static final Pattern WITHIN_A_WORD = Pattern.compile("(?<=[a-z])-(?=[a-z])");

    private static final int MOST_NEXT = 5;
    private static final int MOST_ASKED = 8;

    private final Result result;
    private final Assessment assessment;
    private final Vocabulary vocabulary;
    private final Wording wording;
    private final List<ClinicalOverride> overrides;
    private final Assessment ruled;
    private final Optional<RefusedOverride> refused;

    /**
     * @param ruled what the rules say
     * @param result the same as it is shown, under the overrides
     * @param overrides those of this visit that were not taken back, the latest first
     * @param refused what was just sent and could not be kept
     */
    ReviewView(Result ruled, Result result, List<ClinicalOverride> overrides, Optional<RefusedOverride> refused) {
        this.ruled = ruled.assessment();
        this.refused = refused;
        this.result = result;
        this.assessment = result.assessment();
        this.vocabulary = assessment.rules().vocabulary();
        this.wording = new Wording(vocabulary);
        this.overrides = overrides;
    }

    // ---- what is always shown

    /** Escalations, what was not known, and what has changed. */
    View head() {
        Urgency urgency = assessment.urgency();
        Optional<HandoutTerms.Box> words = assessment
                .rules()
                .knowledge()
                .handout()
                .map(terms -> terms.urgency().get(urgency));
        View view = new View()
                .with("date", Moments.day(assessment.profile().at()))
                .with("urgency", urgency.code())
                .with("urgency-words", AnswerView.urgencyWords(urgency))
                .with("escalated", urgency != Urgency.NONE)
                .with("emergency", urgency == Urgency.EMERGENCY)
                .with("to", wording.destinations(assessment.to()))
                .with("tell-title", words.map(HandoutTerms.Box::title))
                .with("tell", words.map(HandoutTerms.Box::text))
                .with("hold", assessment.hold())
                .with("unknown", AnswerView.unknown(assessment))
                .with("not-asked", AnswerView.notAsked(assessment))
                .with("ceiling", EntryView.words(Wording.ceiling(assessment.ceiling())))
                .with(
                        "review-by",
                        assessment
                                .review()
                                .map(review ->
                                        Moments.day(assessment.profile().at().plusWeeks(review.weeks()))))
                .with("review-rules", assessment.review().map(review -> String.join(", ", review.rules())))
                .list(
                        "escalations",
                        assessment.escalations().stream().map(this::escalation).toList())
                .list(
                        "asks",
                        assessment.asks().stream()
                                .limit(MOST_ASKED)
                                .map(ReviewView::question)
                                .toList())
                .list(
                        "more-asks",
                        assessment.asks().stream()
                                .skip(MOST_ASKED)
                                .map(ReviewView::question)
                                .toList())
                .list("counts", AnswerView.counts(assessment))
                .with("ask-count", assessment.asks().size())
                .with("more-ask-count", assessment.asks().size() - MOST_ASKED)
                .with("could-matter-count", assessment.couldMatter().size())
                .list(
                        "could-matter",
                        assessment.couldMatter().stream()
                                .map(ReviewView::question)
                                .toList())
                .list(
                        "lapsed",
                        assessment.profile().lapsed().stream()
                                .map(lapsed -> View.of(
                                                "question",
                                                vocabulary
                                                        .finding(lapsed.finding())
                                                        .question())
                                        .with("answer", lapsed.answer())
                                        .with("day", Moments.day(lapsed.answered())))
                                .toList())
                .list(
                        "contradictions",
                        assessment.contradictions().stream()
                                .map(code -> vocabulary.finding(code).question())
                                .toList())
                .list("notes", assessment.notes())
                .list(
                        "limits",
                        assessment.limits().stream()
                                .map(limit -> rule(limit.rule(), limit.because())
                                        .with(
                                                "what",
                                                limit.ceiling()
                                                        .map(Wording::ceiling)
                                                        .orElse("on hold")))
                                .toList())
                .list(
                        "advice",
                        assessment.advice().stream()
                                .map(said -> rule(said.rule(), said.because())
                                        .with("text", said.conclusion().text()))
                                .toList());
        return view.all(changes());
    }

    private View escalation(Said<Escalate> said) {
        String code = said.conclusion().urgency().code();
        View view = rule(said.rule(), said.because())
                .with("urgency", code)
                .with("urgency-words", AnswerView.urgencyWords(said.conclusion().urgency()))
                .with("within", said.conclusion().within())
                .with("to", wording.destinations(said.conclusion().to()))
                .with("was", code)
                .with("overridden", becomes(Kind.ESCALATION, said.rule().id()));
        Map<String, String> choices = new LinkedHashMap<>();
        Arrays.stream(Urgency.values())
                .filter(urgency -> urgency != said.conclusion().urgency())
                .forEach(urgency -> choices.put(urgency.code(), AnswerView.urgencyWords(urgency)));
        return view.all(OverrideView.form(Kind.ESCALATION, said.rule().id(), choices, refused));
    }

    private String becomes(Kind kind, String what) {
        return overrides.stream()
                .filter(override -> override.decision().kind() == kind
                        && override.decision().what().equals(what))
                .map(override -> override.decision().becomes())
                .findFirst()
                .orElse("");
    }

    private View rule(RuleCard rule, List<Because> because) {
        return View.of("rule", rule.id())
                .with("claim", rule.claim())
                .with("reason", rule.reason())
                .with("sources", Wording.sources(rule))
                .with("contested", rule.contested())
                .with("because", WITHIN_A_WORD.matcher(wording.because(because)).replaceAll(" "));
    }

    private static View question(OpenQuestion question) {
        return View.of("question", question.finding().question()).with("rules", String.join(", ", question.rules()));
    }

    /** What to ask next; takes some hundred assessments. */
    List<View> next() {
        return Explanation.next(ruled).stream()
                .limit(MOST_NEXT)
                .map(question -> View.of("question", question.finding().question())
                        .list("answers", AnswerView.effects(question, ruled)))
                .toList();
    }

    private View changes() {
        Optional<Course> course = result.course().filter(found -> found.visits().size() > 1);
        View view = new View().with("followed", course.isPresent());
        course.ifPresent(found -> view.with("direction", found.direction().code())
                .with("direction-rules", String.join(", ", found.rules()))
                .with("urgency-before", found.urgencyBefore().map(AnswerView::urgencyWords))
                .with(
                        "overdue",
                        found.reviewOverdueDays().isPresent()
                                        && found.reviewOverdueDays().getAsLong() > 0
                                ? String.valueOf(found.reviewOverdueDays().getAsLong())
                                : "")
                .list(
                        "new-signs",
                        found.newSigns().stream()
                                .map(sign -> View.of("question", sign.finding().question())
                                        .with("now", sign.now())
                                        .with(
                                                "before",
                                                sign.before()
                                                        .map(Object::toString)
                                                        .orElse("not asked")))
                                .toList())
                .list(
                        "not-repeated",
                        found.notRepeated().stream()
                                .map(old -> View.of(
                                                "question",
                                                vocabulary
                                                        .finding(old.finding())
                                                        .question())
                                        .with("value", old.value())
                                        .with("day", Moments.day(old.date())))
                                .toList())
                .list(
                        "verdicts-changed",
                        found.verdictsChanged().stream()
                                .map(changed -> View.of(
                                                "name", changed.exercise().name())
                                        .with("before", changed.before().code())
                                        .with("now", changed.now().code()))
                                .toList()));
        return view;
    }

    // ---- what is not shown under an emergency

    /** Exercises, week, matrix and body. */
    View body(Optional<Verdict> only, String search) {
        Map<String, List<WhyNot>> whyNot = Explanation.of(ruled).whyNot().stream()
                .collect(Collectors.groupingBy(why -> why.exercise().id()));
        List<ExerciseVerdict> found = assessment.exercises().stream()
                .filter(exercise -> only.isEmpty() || exercise.verdict() == only.get())
                .filter(exercise -> matches(exercise, search))
                .sorted(Comparator.comparing(exercise -> exercise.exercise().name()))
                .toList();
        return new View()
                .list("groups", groups(found, whyNot))
                .with("found", found.size())
                .with("all", assessment.exercises().size())
                .list(
                        "verdicts",
                        Arrays.stream(Verdict.values())
                                .map(verdict -> View.of("value", verdict.code())
                                        .with("label", EntryView.words(verdict.code()))
                                        .with(
                                                "marked",
                                                only.filter(verdict::equals).isPresent()))
                                .toList())
                .with("search", search)
                .with("body", BodyRegions.of(assessment.exercises()))
                .with("week", week())
                .with("matrix", matrix());
    }

    /** By verdict, the most restrictive first. */
    private List<View> groups(List<ExerciseVerdict> found, Map<String, List<WhyNot>> whyNot) {
        List<View> groups = new ArrayList<>();
        Stream.of(Verdict.values()).sorted(Comparator.reverseOrder()).forEach(verdict -> {
            List<View> exercises = found.stream()
                    .filter(exercise -> exercise.verdict() == verdict)
                    .map(exercise -> exercise(
                            exercise, whyNot.getOrDefault(exercise.exercise().id(), List.of())))
                    .toList();
            if (!exercises.isEmpty()) {
                groups.add(View.of("verdict", verdict.code())
                        .with("word", EntryView.words(verdict.code()))
                        .with(
                                "meaning",
                                meaning(verdict)
                                        + (found.stream()
                                                        .anyMatch(exercise -> exercise.verdict() == verdict
                                                                && exercise.decided()
                                                                        .isPresent())
                                                ? ", or decided so by a clinician"
                                                : ""))
                        .with("count", exercises.size())
                        .list("exercises", exercises));
            }
        });
        return groups;
    }

    private static String meaning(Verdict verdict) {
        return switch (verdict) {
            case AVOID -> "not for this patient now";
            case HELD -> "not before the answers that are missing";
            case CAUTION -> "on the conditions given";
            case PERMITTED -> "no rule restricts these";
        };
    }

    private static boolean matches(ExerciseVerdict exercise, String search) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        return exercise.exercise().name().toLowerCase(Locale.ROOT).contains(wanted)
                || exercise.exercise().id().contains(wanted)
                || exercise.exercise().movements().stream().anyMatch(movement -> movement.contains(wanted))
                || exercise.exercise().regions().stream().anyMatch(region -> region.contains(wanted));
    }

    /** @param whyNot the ways to ease it, the smallest change first */
    private View exercise(ExerciseVerdict verdict, List<WhyNot> whyNot) {
        String id = verdict.exercise().id();
        String code = verdict.verdict().code();
        Verdict said = verdict.ruled();
        Map<String, String> choices = new LinkedHashMap<>();
        Arrays.stream(Verdict.values())
                .filter(other -> other != said && other != Verdict.HELD)
                .forEach(other -> choices.put(other.code(), EntryView.words(other.code())));
        return View.of("id", id)
                .with("name", verdict.exercise().name())
                .with("verdict", code)
                .with("word", EntryView.words(code))
                .with("missing-kit", !verdict.available())
                .with(
                        "first-reason",
                        verdict.decided()
                                .map(Decided::sentence)
                                .or(() -> verdict.reasons().stream()
                                        .findFirst()
                                        .map(reason -> reason.rule().reason()))
                                .orElse(""))
                .with("figure", vocabulary.figure(id).map(FigureDrawing::svg))
                .with("preferred", assessment.preferred().contains(id))
                .list("reasons", verdict.reasons().stream().map(this::reason).toList())
                .list("conditions", verdict.conditions())
                .with(
                        "offers",
                        String.join(
                                ", ",
                                verdict.offers().stream()
                                        .map(offer -> vocabulary.exercise(offer).name())
                                        .toList()))
                .list(
                        "why-not",
                        verdict.decided().isPresent()
                                ? List.of()
                                : whyNot.stream().map(this::easing).toList())
                .with("was", said.code())
                .with("overridden", becomes(Kind.VERDICT, id))
                .all(OverrideView.form(Kind.VERDICT, id, choices, refused));
    }

    private View reason(Reason reason) {
        return rule(reason.rule(), reason.because())
                .with("verdict", reason.verdict().code())
                .with("word", EntryView.words(reason.verdict().code()))
                .with("ceiling", reason.ceiling().map(Wording::ceiling))
                .with("lifted", reason.lifted());
    }

    private String easing(WhyNot why) {
        String fixed = String.join(", ", why.fixed()) + (why.log().isEmpty() ? "" : " " + String.join(", ", why.log()));
        if (why.changes().isEmpty()) {
            return "Nothing that can be changed would ease this" + (fixed.isBlank() ? "." : ": " + fixed.strip() + ".");
        }
        String changes = why.changes().stream().map(ReviewView::change).collect(Collectors.joining("; "));
        return "It would become %s with: %s.%s"
                .formatted(why.then().code(), changes, fixed.isBlank() ? "" : " What stays: " + fixed.strip() + ".");
    }

    private static String change(Suggestion suggestion) {
        if (suggestion instanceof Suggestion.Answered answered) {
            return answered.finding() + " " + answered.to();
        }
        var attestation = ((Suggestion.Attested) suggestion).attestation();
        return "attest " + attestation.code() + (attestation.target().isEmpty() ? "" : " for " + attestation.target());
    }

    // ---- the week

    private View week() {
        Week week = result.week();
        return new View()
                .with("withheld", week.withheld())
                .with(
                        "adjustment",
                        week.adjustment()
                                .map(adjustment -> Wording.adjustment(adjustment.effect()) + ": " + adjustment.why()
                                        + " (" + adjustment.rule() + ")"))
                .list("days", week.days().stream().map(this::day).toList())
                .list(
                        "unmet",
                        week.unmet().stream()
                                .map(unmet -> View.of("what", unmet.what())
                                        .with("why", unmet.why())
                                        .with("rule", unmet.rule()))
                                .toList());
    }

    private View day(Week.Day day) {
        return View.of("name", WEEKDAY.format(day.date()))
                .with("rest", day.items().isEmpty())
                .list(
                        "items",
                        day.items().stream()
                                .map(item -> View.of(
                                                "name",
                                                item.verdict().exercise().name())
                                        .with("part", item.part().name())
                                        .with(
                                                "verdict",
                                                item.verdict().verdict().code())
                                        .with(
                                                "word",
                                                EntryView.words(
                                                        item.verdict().verdict().code()))
                                        .with(
                                                "dose",
                                                DoseWords.of(
                                                        item.dose(),
                                                        item.verdict()
                                                                .exercise()
                                                                .eachSide()))
                                        .with("condition", item.condition())
                                        .with(
                                                "figure",
                                                vocabulary
                                                        .figure(item.exercise())
                                                        .map(FigureDrawing::svg))
                                        .with("why", item.why())
                                        .with("rule", item.rule()))
                                .toList());
    }

    // ---- all exercises by all rules that say something of them

    private View matrix() {
        Map<String, RuleCard> rules = new TreeMap<>();
        assessment
                .exercises()
                .forEach(exercise -> exercise.reasons()
                        .forEach(reason -> rules.put(reason.rule().id(), reason.rule())));
        Set<String> ids = new TreeSet<>(rules.keySet());
        List<View> rows = assessment.exercises().stream()
                .map(exercise -> {
                    Map<String, Verdict> said = new HashMap<>();
                    exercise.reasons()
                            .forEach(reason -> said.merge(
                                    reason.rule().id(), reason.verdict(), (a, b) -> a.compareTo(b) > 0 ? a : b));
                    return View.of("name", exercise.exercise().name())
                            .with("verdict", exercise.verdict().code())
                            .with("word", EntryView.words(exercise.verdict().code()))
                            .with(
                                    "decided-by",
                                    exercise.decided().filter(Decided::counts).map(Decided::by))
                            .list(
                                    "cells",
                                    ids.stream().map(id -> cell(said.get(id))).toList());
                })
                .toList();
        return new View().list("rules", new ArrayList<>(ids)).list("rows", rows);
    }

    private static View cell(@Nullable Verdict verdict) {
        return View.of("verdict", verdict == null ? "" : verdict.code())
                .with(
                        "letter",
                        verdict == null ? "" : verdict.code().substring(0, 1).toUpperCase(Locale.ROOT));
    }
}

package dorsal.web;

import dorsal.assessment.Assessment;
import dorsal.assessment.OpenQuestion;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Numbers;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.explanation.Explanation;
import dorsal.explanation.NextQuestion;
import dorsal.explanation.PossibleAnswer;
import dorsal.knowledge.Vocabulary;
import dorsal.report.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The answer beside the form, while one types: how urgent, how much is left, what is missing, what to ask next. */
final class AnswerView {
    private static final int MOST_MISSING = 6;

    private AnswerView() {}

    /**
     * The answer, or what has to be put right before there is one.
     *
     * @param already what the other answers come to where some are wrong: a red flag that was answered must not go from
     *     sight because of a slip of the pen elsewhere; nothing else of it is shown
     * @param kept when the draft was kept; empty when it was not
     */
    static View of(
            Entry entry,
            Optional<Assessment> assessment,
            Optional<Assessment> already,
            Vocabulary vocabulary,
            String kept) {
        Urgency urgency = already.map(Assessment::urgency).orElse(Urgency.NONE);
        View view = EntryView.problems(entry, vocabulary)
                .with("already-urgency", urgency.code())
                .with("already-words", urgencyWords(urgency))
                .list(
                        "already",
                        already.map(found -> escalations(found, new Wording(vocabulary)))
                                .orElse(List.of()))
                .with("kept", kept)
                .with("show", String.join(" ", shown(entry, assessment)))
                .with("assessed", assessment.isPresent());
        return assessment
                .map(found -> Turns.take(() -> fill(view, found, vocabulary)))
                .orElse(view);
    }

    /** Findings that wait for a condition and are worth asking now. */
    static Set<String> shown(Entry entry, Optional<Assessment> assessment) {
        return entry.shown(assessment.stream()
                .flatMap(found -> found.asks().stream())
                .map(question -> question.finding().code())
                .toList());
    }

    private static View fill(View view, Assessment assessment, Vocabulary vocabulary) {
        Wording wording = new Wording(vocabulary);
        Urgency urgency = assessment.urgency();
        view.with("urgency", urgency.code())
                .with("urgency-words", urgencyWords(urgency))
                .with("escalated", urgency != Urgency.NONE)
                .with("hold", assessment.hold())
                .with("ceiling", Wording.ceiling(assessment.ceiling()))
                .with("emergency", urgency == Urgency.EMERGENCY)
                .with("unknown", unknown(assessment))
                .with("not-asked", notAsked(assessment))
                .list("escalations", escalations(assessment, wording))
                .list("counts", counts(assessment));
        List<FindingDefinition> missing =
                assessment.asks().stream().map(OpenQuestion::finding).toList();
        view.with("missing-count", missing.size())
                .list(
                        "missing",
                        missing.stream()
                                .limit(MOST_MISSING)
                                .map(finding -> link(finding, vocabulary))
                                .toList())
                .with(
                        "more-missing",
                        missing.size() > MOST_MISSING ? String.valueOf(missing.size() - MOST_MISSING) : "");
        Optional<NextQuestion> next = Explanation.next(assessment).stream().findFirst();
        view.with("has-next", next.isPresent());
        next.ifPresent(question ->
                view.with("next", link(question.finding(), vocabulary).list("answers", effects(question, assessment))));
        return view;
    }

    private static List<View> escalations(Assessment assessment, Wording wording) {
        return assessment.escalations().stream()
                .map(said -> View.of("urgency", said.conclusion().urgency().code())
                        .with("claim", said.rule().claim())
                        .with("within", said.conclusion().within())
                        .with("to", wording.destinations(said.conclusion().to())))
                .toList();
    }

    /** Nothing escalates, but only because answers are missing that must be there: that is not a no. */
    static boolean unknown(Assessment assessment) {
        return assessment.hold() && assessment.urgency() == Urgency.NONE;
    }

    /** How many red flags were not asked and could matter, in words; empty when none. */
    static String notAsked(Assessment assessment) {
        int count = assessment.couldMatter().size();
        return count == 0 ? "" : count == 1 ? "1 red flag was not asked" : count + " red flags were not asked";
    }

    static String urgencyWords(Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> "Emergency";
            case URGENT -> "Urgent";
            case SOON -> "Soon";
            case ROUTINE -> "Routine referral";
            case NONE -> "No escalation";
        };
    }

    private static View link(FindingDefinition finding, Vocabulary vocabulary) {
        return View.of("code", finding.code())
                .with("question", finding.question())
                .with("target", EntryView.target(finding.code(), vocabulary));
    }

    static List<View> counts(Assessment assessment) {
        List<View> counts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = assessment.exercises().stream()
                    .filter(exercise -> exercise.verdict() == verdict)
                    .count();
            counts.add(View.of("verdict", verdict.code())
                    .with("word", EntryView.words(verdict.code()))
                    .with("count", count));
        }
        return counts;
    }

    // ---- what an answer would do

    static List<View> effects(NextQuestion question, Assessment now) {
        return question.answers().stream()
                .map(answer -> View.of("answer", words(answer)).with("effect", effect(answer, now)))
                .toList();
    }

    private static String words(PossibleAnswer answer) {
        String value = answer.over().isPresent()
                ? "over " + Numbers.plain(answer.over().getAsDouble())
                : answer.value().toString();
        if (answer.to().isPresent()) {
            return value + " to " + Numbers.plain(answer.to().getAsDouble());
        }
        return answer.under().isPresent()
                ? value + " to under " + Numbers.plain(answer.under().getAsDouble())
                : value;
    }

    private static String effect(PossibleAnswer answer, Assessment now) {
        List<String> effects = new ArrayList<>();
        add(
                effects,
                answer.urgency() != now.urgency(),
                urgencyWords(answer.urgency()).toLowerCase(Locale.ROOT));
        add(effects, answer.hold() != now.hold(), answer.hold() ? "everything held" : "no longer held");
        add(effects, answer.ceiling() != now.ceiling(), Wording.ceiling(answer.ceiling()));
        add(effects, answer.verdictsChanged() > 0, answer.verdictsChanged() + " verdicts change");
        return effects.isEmpty() ? "nothing changes" : String.join(", ", effects);
    }

    private static void add(List<String> effects, boolean when, String effect) {
        if (when) {
            effects.add(effect);
        }
    }
}

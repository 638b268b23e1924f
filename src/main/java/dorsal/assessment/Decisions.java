package dorsal.assessment;

import dorsal.clinical.Exercise;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clinicians decided otherwise than the rules say of one patient, at most once for each exercise and each rule. The
 * rules and what they said stay as they are: an assessment on which decisions were laid is shown and planned by, never
 * saved.
 */
public record Decisions(List<OfVerdict> verdicts, List<OfEscalation> escalations) {
    public static final Decisions NONE = new Decisions(List.of(), List.of());

    public Decisions {
        verdicts = List.copyOf(verdicts);
        escalations = List.copyOf(escalations);
    }

    /**
     * Decided of one exercise.
     *
     * @param exercise its id
     * @param by who decided
     * @param reason in words
     */
    public record OfVerdict(String exercise, Verdict becomes, String by, String reason) {}

    /**
     * Decided of what one rule says.
     *
     * @param rule the id of the rule that escalates
     * @param ruled what it says
     * @param by who decided
     * @param reason in words
     */
    public record OfEscalation(String rule, Urgency ruled, Urgency becomes, String by, String reason) {}

    /** The assessment with every decision, to be shown: one that eases has no effect under a hold or an emergency. */
    public Assessment shownOn(Assessment assessment) {
        return on(assessment, true);
    }

    /** The assessment to plan by: stricter decisions only, since the rules did not plan what was eased. */
    public Assessment plannedOn(Assessment assessment) {
        return on(assessment, false);
    }

    /** The first escalation that was decided to be an emergency, if any: then nothing is planned. */
    public Optional<OfEscalation> emergency() {
        return escalations.stream()
                .filter(escalation -> escalation.becomes() == Urgency.EMERGENCY)
                .findFirst();
    }

    private Assessment on(Assessment assessment, boolean easing) {
        if (verdicts.isEmpty()) {
            return assessment;
        }
        Map<String, OfVerdict> decided = new HashMap<>();
        verdicts.forEach(decision -> decided.put(decision.exercise(), decision));
        boolean waits = assessment.hold()
                || assessment.urgency() == Urgency.EMERGENCY
                || emergency().isPresent();
        List<ExerciseVerdict> replaced = new ArrayList<>();
        for (ExerciseVerdict ruled : assessment.exercises()) {
            OfVerdict decision = decided.get(ruled.exercise().id());
            boolean eases = decision != null && decision.becomes().compareTo(ruled.verdict()) < 0;
            replaced.add(decision == null || (eases && !easing) ? ruled : replaced(ruled, decision, !(eases && waits)));
        }
        List<ExerciseVerdict> exercises = replaced.stream()
                .map(verdict -> offering(verdict, replaced, assessment.rules()))
                .toList();
        List<String> preferred = assessment.preferred().stream()
                .filter(id -> isUsable(exercises.get(assessment.rules().place(id))))
                .toList();
        return assessment.with(exercises, preferred);
    }

    private static ExerciseVerdict replaced(ExerciseVerdict ruled, OfVerdict decision, boolean counts) {
        Decided decided = new Decided(ruled.verdict(), decision.becomes(), decision.by(), decision.reason(), counts);
        return new ExerciseVerdict(
                ruled.exercise(),
                counts ? decision.becomes() : ruled.verdict(),
                ruled.available(),
                ruled.reasons(),
                counts ? conditions(ruled, decided) : ruled.conditions(),
                ruled.offers(),
                Optional.of(decided));
    }

    private static List<String> conditions(ExerciseVerdict ruled, Decided decided) {
        if (decided.becomes() != Verdict.CAUTION) {
            return List.of();
        }
        List<String> conditions = new ArrayList<>(List.of("Decided by " + decided.by() + ": " + decided.reason()));
        conditions.addAll(ruled.exercise().cues());
        return List.copyOf(conditions);
    }

    /** What is offered instead can be done; where a decision alone restricts an exercise, its substitutes are offered. */
    private static ExerciseVerdict offering(ExerciseVerdict verdict, List<ExerciseVerdict> all, RuleSet rules) {
        boolean byDecisionAlone =
                verdict.verdict() != Verdict.PERMITTED && verdict.reasons().isEmpty();
        Exercise exercise = verdict.exercise();
        List<String> offers = (byDecisionAlone ? exercise.substitutes() : verdict.offers())
                .stream()
                        .filter(id -> verdict.verdict() != Verdict.PERMITTED && isUsable(all.get(rules.place(id))))
                        .sorted(Comparator.comparing(
                                (String id) -> all.get(rules.place(id)).verdict()))
                        .toList();
        return new ExerciseVerdict(
                exercise,
                verdict.verdict(),
                verdict.available(),
                verdict.reasons(),
                verdict.conditions(),
                offers,
                verdict.decided());
    }

    private static boolean isUsable(ExerciseVerdict verdict) {
        return verdict.verdict().compareTo(Verdict.HELD) < 0;
    }
}

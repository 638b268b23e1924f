package dorsal.explanation;

import dorsal.assessment.Assessment;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.Reason;
import dorsal.clinical.Answer;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import dorsal.explanation.Chain.Links;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why an assessment says what it says of one exercise, finding or rule. */
public sealed interface Why {
    /** What was asked about. */
    String id();

    /** How rules that fired come to it. */
    List<Chain> chains();

    /**
     * Of an exercise.
     *
     * @param chains one for each of its reasons, in their order
     * @param checked every rule that can restrict it and did not fire, by id
     */
    record OfExercise(ExerciseVerdict exercise, List<Chain> chains, List<String> checked) implements Why {
        @Override
        public String id() {
            return exercise.exercise().id();
        }
    }

    /**
     * Of a finding.
     *
     * @param value what it counts as; empty when nobody answered and no rule concluded it
     * @param stated what was answered
     */
    record OfFinding(FindingDefinition finding, Optional<Answer> value, Optional<Answer> stated, List<Chain> chains)
            implements Why {
        @Override
        public String id() {
            return finding.code();
        }
    }

    /**
     * Of a rule.
     *
     * @param truth of its condition: it fired when that is true, and waits for answers when it is unknown
     * @param chains one when it fired
     */
    record OfRule(RuleCard rule, Truth truth, List<Chain> chains) implements Why {
        @Override
        public String id() {
            return rule.id();
        }
    }

    /** Why it says what it says of everything that is called {@code id}: a finding and a rule may share a name. */
    static List<Why> of(String id, Assessment assessment) {
        RuleSet rules = assessment.rules();
        Picture concluded = assessment.picture();
        Set<String> fired = new HashSet<>(assessment.fired());
        Links links = new Links(rules, concluded, assessment.profile().answers(), fired::contains);
        List<Why> why = new ArrayList<>();
        if (rules.vocabulary().exercises().containsKey(id)) {
            why.add(ofExercise(assessment.exercises().get(rules.place(id)), links));
        }
        if (rules.vocabulary().findings().containsKey(id)) {
            why.add(new OfFinding(
                    rules.vocabulary().finding(id),
                    Optional.ofNullable(concluded.answers().get(id)),
                    Optional.ofNullable(assessment.profile().answers().get(id)),
                    links.concluding(id)));
        }
        for (RuleCard rule : rules.knowledge().rules()) {
            if (rule.id().equals(id)) {
                List<Chain> chains = fired.contains(id) ? List.of(links.chain(rule)) : List.of();
                why.add(new OfRule(rule, rule.condition().truth(concluded), chains));
            }
        }
        return List.copyOf(why);
    }

    private static Why ofExercise(ExerciseVerdict exercise, Links links) {
        return new OfExercise(
                exercise,
                exercise.reasons().stream().map(Reason::rule).map(links::chain).toList(),
                links.rules().knowledge().rules().stream()
                        .filter(rule -> canRestrict(rule, exercise.exercise())
                                && !links.fires().test(rule.id()))
                        .map(RuleCard::id)
                        .toList());
    }

    private static boolean canRestrict(RuleCard rule, Exercise exercise) {
        return rule.says(Hold.class)
                || rule.conclusions(Restrict.class).stream()
                        .anyMatch(restrict -> restrict.selector().takes(exercise))
                || rule.conclusions(Limit.class).stream().anyMatch(limit -> restricts(limit.ceiling(), exercise));
    }

    private static boolean restricts(Ceiling ceiling, Exercise exercise) {
        return ceiling != Ceiling.FULL && exercise.demand().compareTo(ceiling) >= 0;
    }
}

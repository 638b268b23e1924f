package dorsal.rehearsal;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.course.Course.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must come out of a case. Lists are what must be contained, not all there is; what is absent may be anything.
 *
 * @param heldAll every exercise is held or avoided
 * @param verdicts exercises that must have exactly this verdict
 * @param offers for an exercise, what must be offered in its place
 * @param available for an exercise, whether the patient has a place and kit for it
 * @param doses by measure: "8 to 12", or its words; what all rules together come to
 * @param preferred exercises that must be ranked first
 * @param preferredInOrder exercises that must be ranked one after the other, others between them or not
 * @param reviewWeeks within how many weeks the patient is reviewed
 * @param says by rule, what it must say whatever others say
 * @param course where a series of visits is heading
 * @param week what follows for the days to come
 */
public record Expectation(
        Optional<Urgency> urgency,
        Optional<Ceiling> ceiling,
        Optional<Boolean> hold,
        Optional<Boolean> heldAll,
        List<String> to,
        List<String> fires,
        List<String> mustNotFire,
        Map<Verdict, List<String>> verdicts,
        Map<String, List<String>> offers,
        List<String> asks,
        Map<String, Boolean> available,
        Map<String, String> doses,
        List<String> preferred,
        List<String> preferredInOrder,
        Optional<Integer> reviewWeeks,
        Map<String, RuleSays> says,
        Optional<Direction> course,
        Optional<ExpectedWeek> week) {

    boolean mentions(String name) {
        return fires.contains(name)
                || mustNotFire.contains(name)
                || asks.contains(name)
                || offers.containsKey(name)
                || available.containsKey(name)
                || preferred.contains(name)
                || preferredInOrder.contains(name)
                || says.containsKey(name)
                || week.map(expected -> expected.mentions(name)).orElse(false)
                || says.values().stream().anyMatch(says -> says.mentions(name))
                || verdicts.values().stream().anyMatch(exercises -> exercises.contains(name));
    }
}

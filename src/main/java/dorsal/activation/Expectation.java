package dorsal.activation;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
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
        Map<String, Boolean> available) {

    boolean mentions(String name) {
        return fires.contains(name)
                || mustNotFire.contains(name)
                || asks.contains(name)
                || offers.containsKey(name)
                || available.containsKey(name)
                || verdicts.values().stream().anyMatch(exercises -> exercises.contains(name));
    }
}

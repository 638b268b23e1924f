package dorsal.rehearsal;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one rule must say in a case, whatever others say beside it. Lists are what must be contained; what is absent may be
 * anything.
 *
 * @param verdicts exercises of which the rule, after its lift, says exactly this; permitted means that it says nothing
 * @param to where it sends the patient
 */
public record RuleSays(
        Map<Verdict, List<String>> verdicts, Optional<Ceiling> ceiling, Optional<Urgency> urgency, List<String> to) {

    boolean mentions(String exercise) {
        return verdicts.values().stream().anyMatch(exercises -> exercises.contains(exercise));
    }
}

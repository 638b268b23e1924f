package dorsal.assessment;

import dorsal.clinical.Exercise;
import dorsal.clinical.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What one patient may do of one exercise.
 *
 * @param available the patient has a setting and a kit for it, as far as is known; never changes the verdict
 * @param reasons most restrictive first, then by rule; empty when permitted
 * @param conditions what to observe when it is done with caution
 * @param offers what to do instead, best first
 * @param decided present where a clinician decided otherwise than the rules
 */
public record ExerciseVerdict(
        Exercise exercise,
        Verdict verdict,
        boolean available,
        List<Reason> reasons,
        List<String> conditions,
        List<String> offers,
        Optional<Decided> decided) {

    /** What the rules say, whatever was decided. */
    public Verdict ruled() {
        return decided.map(Decided::ruled).orElse(verdict);
    }
}

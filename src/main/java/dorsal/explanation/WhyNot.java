package dorsal.explanation;

import dorsal.clinical.Exercise;
import dorsal.clinical.Verdict;
import java.util.List;

/**
 * What would make an exercise less restricted, tried on the rules; or that nothing would.
 *
 * @param then what the verdict would be; the present one where nothing helps
 * @param changes none of which can be left out; empty where nothing helps
 * @param fixed findings that still restrict the exercise and are nobody's to change, in the order of the vocabulary
 * @param log measures of the training log that still restrict it: time changes them
 */
public record WhyNot(
        Exercise exercise, Verdict now, Verdict then, List<Suggestion> changes, List<String> fixed, List<String> log) {
    public WhyNot {
        changes = List.copyOf(changes);
        fixed = List.copyOf(fixed);
        log = List.copyOf(log);
    }
}

package dorsal.clinical;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which exercises a conclusion is about. A candidate is listed by id, or meets all criteria (one is enough when
 * {@code matchAny}); then those excluded are dropped.
 *
 * @param every every exercise is a candidate
 * @param recovering only exercises whose region is still recovering
 */
public record Selector(
        boolean every,
        Set<String> ids,
        Set<String> anyMovements,
        Set<String> allMovements,
        Set<String> levels,
        Set<Ceiling> demands,
        Set<String> categories,
        boolean matchAny,
        Set<String> exceptMovements,
        Set<String> exceptIds,
        boolean recovering) {

    /** True when the exercise is selected, recovery left aside: that depends on the patient's log. */
    public boolean takes(Exercise exercise) {
        return (every || ids.contains(exercise.id()) || meetsCriteria(exercise))
                && Collections.disjoint(exceptMovements, exercise.movements())
                && !exceptIds.contains(exercise.id());
    }

    private boolean meetsCriteria(Exercise exercise) {
        boolean[] given = {
            !anyMovements.isEmpty(),
            !allMovements.isEmpty(),
            !levels.isEmpty(),
            !demands.isEmpty(),
            !categories.isEmpty()
        };
        boolean[] met = {
            !Collections.disjoint(anyMovements, exercise.movements()),
            exercise.movements().containsAll(allMovements),
            levels.contains(exercise.level()),
            demands.contains(exercise.demand()),
            categories.contains(exercise.category())
        };
        boolean one = false;
        boolean all = true;
        for (int i = 0; i < given.length; i++) {
            one |= given[i] && met[i];
            all &= !given[i] || met[i];
        }
        return one && (matchAny || all);
    }

    /** The movements through which this selector takes the exercise; empty when it takes it by name. */
    public Set<String> selectingMovements(Exercise exercise) {
        Set<String> selecting = new TreeSet<>(anyMovements);
        selecting.addAll(allMovements);
        selecting.retainAll(exercise.movements());
        return selecting;
    }
}

package dorsal.knowledge;

import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import java.util.Optional;
import java.util.Set;

/**
 * The names of rules in the data files that go with them. A name that is nearly that of a rule is a slip and refused; one
 * that is like none is that of a rule which was deleted, and that must not keep the others from being used.
 */
final class RuleNames {
    private RuleNames() {}

    /** @param rules the ids of all rules; empty when some could not be read, and so no name can be called a slip */
    static void check(String name, Position at, Optional<Set<String>> rules, Problems problems) {
        if (rules.isEmpty() || rules.get().contains(name)) {
            return;
        }
        Problem slip = Problem.notOne(at, name, "a rule", rules.get());
        if (slip.advice().isPresent()) {
            problems.add(slip);
        }
    }
}

package dorsal.rehearsal;

import dorsal.clinical.Condition;
import dorsal.clinical.Condition.All;
import dorsal.clinical.Condition.AtLeast;
import dorsal.clinical.Condition.None;
import dorsal.clinical.Condition.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ways to make a condition true, each a list of tests that have to come out together. */
final class Branches {
    private Branches() {}

    /** Every way, in the order written; a rule has at most 500. */
    static List<List<Literal>> of(Condition condition) {
        return ways(condition, false);
    }

    /** So few ways that each still brings a test that none before it needs; at most {@code most}. */
    static List<List<Literal>> covering(Condition condition, int most) {
        Set<Literal> covered = new HashSet<>();
        List<List<Literal>> chosen = new ArrayList<>();
        for (List<Literal> branch : of(condition)) {
            if (covered.addAll(branch) && chosen.size() < most) {
                chosen.add(branch);
            }
        }
        return chosen;
    }

    private static List<List<Literal>> ways(Condition condition, boolean negated) {
        if (condition instanceof Test test) {
            return List.of(List.of(new Literal(test, negated)));
        }
        if (condition instanceof All all) {
            return negated ? some(1, all.parts(), true) : every(all.parts(), false);
        }
        if (condition instanceof None none) {
            return negated ? some(1, none.parts(), false) : every(none.parts(), true);
        }
        AtLeast atLeast = (AtLeast) condition;
        int size = atLeast.parts().size();
        return some(negated ? size - atLeast.least() + 1 : atLeast.least(), atLeast.parts(), negated);
    }

    private static List<List<Literal>> some(int count, List<Condition> parts, boolean negated) {
        return Condition.choices(count, parts)
                .flatMap(chosen -> every(chosen, negated).stream())
                .toList();
    }

    private static List<List<Literal>> every(List<Condition> parts, boolean negated) {
        List<List<Literal>> together = List.of(List.of());
        for (Condition part : parts) {
            List<List<Literal>> longer = new ArrayList<>();
            for (List<Literal> before : together) {
                for (List<Literal> way : ways(part, negated)) {
                    List<Literal> both = new ArrayList<>(before);
                    both.addAll(way);
                    longer.add(both);
                }
            }
            together = longer;
        }
        return together;
    }
}

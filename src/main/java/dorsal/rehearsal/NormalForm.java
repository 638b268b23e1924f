package dorsal.rehearsal;

import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Test;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A condition as a text that is the same for all ways to write it: groups sorted, repeats and nesting taken out. */
final class NormalForm {
    private NormalForm() {}

    static String of(Condition condition) {
        return of(condition, false);
    }

    /** The tests of a branch, in a text of their own. */
    static String of(Literal literal) {
        return of(literal.test(), literal.negated());
    }

    private static String of(Condition condition, boolean negated) {
        if (condition instanceof Test test) {
            return (negated ? "not " : "") + test.kind() + " " + test.code() + " "
                    + test.check().drl();
        }
        if (condition instanceof Condition.AtLeast some) {
            int size = some.parts().size();
            int least = negated ? size - some.least() + 1 : some.least();
            return least == 1 || least == size
                    ? joined(least == size ? " and " : " or ", some, negated)
                    : least + " of " + joined(" ; ", some, negated);
        }
        boolean none = condition instanceof Condition.None;
        return joined(none == negated ? " or " : " and ", condition, none != negated);
    }

    /** The members, those of groups of the same kind taken up, in the order of their texts. */
    private static String joined(String word, Condition group, boolean negated) {
        TreeSet<String> members = members(word, group, negated).collect(Collectors.toCollection(TreeSet::new));
        return members.size() == 1 ? members.first() : "( " + String.join(word, members) + " )";
    }

    private static Stream<String> members(String word, Condition group, boolean negated) {
        return parts(group).stream().flatMap(part -> {
            boolean turned = negated != (part instanceof Condition.None);
            return isJoinedBy(word, part, negated) ? members(word, part, turned) : Stream.of(of(part, negated));
        });
    }

    private static boolean isJoinedBy(String word, Condition part, boolean negated) {
        if (part instanceof Test) {
            return false;
        }
        if (part instanceof Condition.AtLeast some) {
            int least = negated ? some.parts().size() - some.least() + 1 : some.least();
            return least
                    == (word.equals(" or ")
                            ? 1
                            : word.equals(" and ") ? some.parts().size() : -1);
        }
        return word.equals(part instanceof Condition.None == negated ? " or " : " and ");
    }

    private static List<Condition> parts(Condition group) {
        return group instanceof Condition.All all
                ? all.parts()
                : group instanceof Condition.AtLeast some ? some.parts() : ((Condition.None) group).parts();
    }
}

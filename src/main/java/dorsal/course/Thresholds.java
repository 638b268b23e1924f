package dorsal.course;

import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import java.util.stream.Stream;

/** How far a patient has come by the differences that a rule tests, whatever else the rule asks for. */
final class Thresholds {
    private Thresholds() {}

    static boolean areTestedBy(Condition condition) {
        return condition.tests().anyMatch(test -> test.kind() == Kind.DIFFERENCE);
    }

    /** True when all differences are known, and none is as large as the rule wants it. */
    static boolean areNotReached(Condition condition, Picture picture) {
        return differences(condition, false, picture).allMatch(truth -> truth == Truth.FALSE);
    }

    /** What is true of each difference; the other way round where it stands under "none of these". */
    private static Stream<Truth> differences(Condition condition, boolean negated, Picture picture) {
        if (condition instanceof Test test) {
            Truth truth = test.truth(picture);
            return test.kind() == Kind.DIFFERENCE ? Stream.of(negated ? truth.negated() : truth) : Stream.empty();
        }
        if (condition instanceof Condition.None none) {
            return none.parts().stream().flatMap(part -> differences(part, !negated, picture));
        }
        return (condition instanceof Condition.All all ? all.parts() : ((Condition.AtLeast) condition).parts())
                .stream().flatMap(part -> differences(part, negated, picture));
    }
}

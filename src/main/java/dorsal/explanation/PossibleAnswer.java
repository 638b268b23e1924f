package dorsal.explanation;

import dorsal.assessment.Outcome;
import dorsal.clinical.Answer;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Urgency;
import java.util.OptionalDouble;

/**
 * An answer that a question could get, and what the assessment would then come to. A number stands for all up to another
 * that do the same.
 *
 * @param value of a number, the lowest that does this, or the nearest above {@code over}
 * @param over the number above which this begins, where that number itself does something else
 * @param to the highest number that does the same, where there is a highest and it is not {@code value}
 * @param under the number below which this ends, where that number itself does something else
 * @param verdictsChanged of how many exercises the verdict would differ from the present one
 */
public record PossibleAnswer(
        Answer value,
        OptionalDouble over,
        OptionalDouble to,
        OptionalDouble under,
        Urgency urgency,
        Ceiling ceiling,
        boolean hold,
        int verdictsChanged) {

    /** A single answer that leads to an outcome instead of the present one. */
    static PossibleAnswer of(Answer value, Outcome outcome, Outcome present) {
        OptionalDouble none = OptionalDouble.empty();
        return new PossibleAnswer(
                value,
                none,
                none,
                none,
                outcome.urgency(),
                outcome.ceiling(),
                outcome.hold(),
                outcome.verdictsChanged(present));
    }

    /** Every number from one band to another, all of which lead to the same outcome. */
    static PossibleAnswer of(NumberBand first, NumberBand last, Outcome outcome, Outcome present) {
        PossibleAnswer lowest = of(first.lowest(), outcome, present);
        boolean several = !lowest.value().equals(new Answer.Quantity(last.most()));
        return new PossibleAnswer(
                lowest.value,
                when(!first.leastIncluded(), first.least()),
                when(last.mostIncluded() && several, last.most()),
                when(!last.mostIncluded(), last.most()),
                lowest.urgency,
                lowest.ceiling,
                lowest.hold,
                lowest.verdictsChanged);
    }

    private static OptionalDouble when(boolean given, double number) {
        return given ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}

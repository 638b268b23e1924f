package dorsal.rehearsal;

import dorsal.clinical.Answer;
import dorsal.clinical.Check;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The answers to one finding that still fit what is required of it.
 *
 * @param open leaving it unanswered still fits
 * @param answered some answer still fits, as far as the other parts allow
 * @param numbers of a number; everything for other types
 * @param values of yes and no, or of a choice, those that still fit
 * @param included of several choices, those that have to be among them
 * @param excluded of several choices, those that must not be among them
 */
record AnswerSpace(
        FindingDefinition finding,
        boolean open,
        boolean answered,
        NumberRange numbers,
        Set<String> values,
        Set<String> included,
        Set<String> excluded) {
    private static final String YES = Answer.YES.toString();
    private static final String NO = Answer.NO.toString();

    /** Every answer, and none. */
    static AnswerSpace of(FindingDefinition finding) {
        Type type = finding.type();
        return new AnswerSpace(
                finding,
                true,
                true,
                type.isNumber() ? NumberRange.of(finding) : NumberRange.between(0, 0, true),
                new LinkedHashSet<>(type == Type.BOOLEAN ? List.of(YES, NO) : finding.choices()),
                Set.of(),
                Set.of());
    }

    /** Only the absence of an answer. */
    AnswerSpace unanswered() {
        return new AnswerSpace(finding, open, false, numbers, values, included, excluded);
    }

    /** Only the answers of which a check holds or, negated, does not. */
    AnswerSpace narrowed(Check check, boolean negated) {
        if (check instanceof Check.Compares compares) {
            return with(numbers.narrowed(compares.operator(), compares.threshold(), negated));
        }
        if (check instanceof Check.Is is) {
            return keeping(Set.of(is.yes() != negated ? YES : NO), false);
        }
        if (check instanceof Check.OneOf oneOf) {
            return keeping(oneOf.values(), negated);
        }
        if (check instanceof Check.Includes includes) {
            Set<String> with = new TreeSet<>(included);
            Set<String> without = new TreeSet<>(excluded);
            (negated ? without : with).add(includes.value());
            return new AnswerSpace(finding, false, answered, numbers, values, with, without);
        }
        return new AnswerSpace(finding, false, answered && !negated, numbers, values, included, excluded);
    }

    AnswerSpace with(NumberRange fewer) {
        return new AnswerSpace(finding, false, answered, fewer, values, included, excluded);
    }

    private AnswerSpace keeping(Set<String> some, boolean negated) {
        Set<String> kept = new LinkedHashSet<>(values);
        kept.removeIf(value -> some.contains(value) == negated);
        return new AnswerSpace(finding, false, answered, numbers, kept, included, excluded);
    }

    boolean isEmpty() {
        return !open && !canBeAnswered();
    }

    boolean canBeAnswered() {
        return answered
                && switch (finding.type()) {
                    case BOOLEAN, CHOICE -> !values.isEmpty();
                    case INTEGER, DECIMAL -> !numbers.isEmpty();
                    case CHOICES ->
                        finding.choices().containsAll(included)
                                && included.stream().noneMatch(excluded::contains);
                };
    }

    /** True when every answer that fits passes the check or, negated, fails it. */
    boolean entails(Check check, boolean negated) {
        return !open && narrowed(check, !negated).isEmpty();
    }

    boolean fits(Answer answer) {
        if (!answered) {
            return false;
        }
        if (answer instanceof Answer.Quantity quantity) {
            return numbers.contains(quantity.value());
        }
        if (answer instanceof Answer.Choices several) {
            return several.values().containsAll(included)
                    && several.values().stream().noneMatch(excluded::contains);
        }
        return values.contains(answer.toString());
    }

    /** Answers that fit: every choice, and numbers at the ends of what fits. */
    List<Answer> samples() {
        if (!canBeAnswered()) {
            return List.of();
        }
        return switch (finding.type()) {
            case BOOLEAN -> values.stream().map(AnswerSpace::yesNo).toList();
            case CHOICE -> values.stream().<Answer>map(Answer.Choice::new).toList();
            case INTEGER, DECIMAL ->
                numbers.samples().stream().<Answer>map(Answer.Quantity::new).toList();
            case CHOICES -> List.of(new Answer.Choices(included));
        };
    }

    /** Answers that only just do not fit. */
    List<Answer> justOutside() {
        return switch (finding.type()) {
            case BOOLEAN ->
                List.of(YES, NO).stream()
                        .filter(value -> !values.contains(value))
                        .map(AnswerSpace::yesNo)
                        .toList();
            case CHOICE ->
                finding.choices().stream()
                        .filter(value -> !values.contains(value))
                        .<Answer>map(Answer.Choice::new)
                        .toList();
            case INTEGER, DECIMAL ->
                numbers.justOutside().stream()
                        .filter(NumberRange.of(finding)::contains)
                        .<Answer>map(Answer.Quantity::new)
                        .toList();
            case CHOICES -> severalOutside();
        };
    }

    private List<Answer> severalOutside() {
        List<Answer> outside = new ArrayList<>();
        for (String needed : included) {
            Set<String> fewer = new TreeSet<>(included);
            fewer.remove(needed);
            outside.add(new Answer.Choices(fewer));
        }
        for (String barred : excluded) {
            Set<String> more = new TreeSet<>(included);
            more.add(barred);
            outside.add(new Answer.Choices(more));
        }
        return outside;
    }

    private static Answer yesNo(String value) {
        return value.equals(YES) ? Answer.YES : Answer.NO;
    }
}

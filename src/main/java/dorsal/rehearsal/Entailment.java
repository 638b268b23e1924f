package dorsal.rehearsal;

import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is certain of every patient who presents in a given way. Whatever it affirms is so; it may fail to see what only
 * follows from several answers together.
 */
final class Entailment {
    private final Presentation presentation;
    private final Set<String> derived = new HashSet<>();

    Entailment(Presentation presentation, RuleSet rules) {
        this.presentation = presentation;
        boolean more = true;
        while (more) {
            more = false;
            for (FindingDefinition finding : rules.derived()) {
                String code = finding.code();
                if (!derived.contains(code)
                        && (presentation.has(code)
                                || rules.concluding(code).stream().anyMatch(rule -> makesFire(rule)))) {
                    more |= derived.add(code);
                }
            }
        }
    }

    /** True when every such patient makes the rule fire. */
    boolean makesFire(RuleCard rule) {
        return certain(rule.condition(), false);
    }

    /** True when every such patient has the derived finding that a rule concludes. */
    boolean has(Conclude conclude) {
        return derived.contains(conclude.finding());
    }

    private boolean certain(Condition condition, boolean negated) {
        if (condition instanceof Test test) {
            return negated ? fails(test) : holds(test);
        }
        if (condition instanceof Condition.All all) {
            return negated
                    ? count(all.parts(), true) > 0
                    : count(all.parts(), false) == all.parts().size();
        }
        if (condition instanceof Condition.None none) {
            return negated
                    ? count(none.parts(), false) > 0
                    : count(none.parts(), true) == none.parts().size();
        }
        Condition.AtLeast some = (Condition.AtLeast) condition;
        return negated
                ? count(some.parts(), true) > some.parts().size() - some.least()
                : count(some.parts(), false) >= some.least();
    }

    private long count(List<Condition> parts, boolean negated) {
        return parts.stream().filter(part -> certain(part, negated)).count();
    }

    private boolean holds(Test test) {
        return switch (test.kind()) {
            case FINDING ->
                isDerivedYes(test) || presentation.space(test.code()).entails(test.check(), false);
            case UNANSWERED -> !presentation.space(test.code()).canBeAnswered();
            case DIFFERENCE -> compares(presentation.differences().get(test.code()), test, false);
            case LOG_MEASURE -> compares(presentation.measures().get(test.code()), test, false);
            case ON_RECORD -> presentation.onRecord().contains(test.code());
            case CONTRADICTION -> presentation.contradicted();
            case OVERALL_URGENCY ->
                test.check() instanceof Check.Below level
                        && presentation
                                .below()
                                .filter(below -> below.compareTo(level.level()) <= 0)
                                .isPresent();
            case PATIENT -> true;
        };
    }

    private boolean fails(Test test) {
        return switch (test.kind()) {
            case FINDING -> presentation.space(test.code()).entails(test.check(), true);
            case UNANSWERED -> !presentation.space(test.code()).open();
            case DIFFERENCE -> compares(presentation.differences().get(test.code()), test, true);
            case LOG_MEASURE -> compares(presentation.measures().get(test.code()), test, true);
            case ON_RECORD -> presentation.offRecord().contains(test.code());
            case CONTRADICTION, OVERALL_URGENCY, PATIENT -> false;
        };
    }

    private boolean isDerivedYes(Test test) {
        return test.kind() == Kind.FINDING
                && derived.contains(test.code())
                && test.check().equals(new Check.Is(true));
    }

    private static boolean compares(@Nullable NumberRange range, Test test, boolean negated) {
        return range != null
                && test.check() instanceof Check.Compares compares
                && range.narrowed(compares.operator(), compares.threshold(), !negated)
                        .isEmpty();
    }
}

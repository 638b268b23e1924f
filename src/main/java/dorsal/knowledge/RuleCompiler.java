package dorsal.knowledge;

import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.and;
import static org.drools.model.PatternDSL.declarationOf;
import static org.drools.model.PatternDSL.execute;
import static org.drools.model.PatternDSL.not;
import static org.drools.model.PatternDSL.or;
import static org.drools.model.PatternDSL.rule;

import dorsal.clinical.Check;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Fact;
import java.util.List;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.impl.ModelImpl;
import org.drools.model.view.ViewItem;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/**
 * Hands the conditions of all rules to Drools as its executable model. Each test becomes a pattern on one fact, indexed
 * by what the fact is about, and carries its {@link Check} as a predicate; a consequence does nothing, since whoever
 * listens to the session knows which rule matched which facts. No text of a rule reaches a compiler or an expression
 * language: there is none on the class path.
 */
final class RuleCompiler {
    private static final String PACKAGE = "rules";
    private static final int CODE = 0;

    private RuleCompiler() {}

    static KieBase compile(List<RuleCard> rules) {
        ModelImpl model = new ModelImpl();
        for (RuleCard card : rules) {
            model.addRule(rule(PACKAGE, card.id()).build(item(card.condition(), false), execute(() -> {})));
        }
        return KieBaseBuilder.createKieBaseFromModel(model);
    }

    /** The condition, or its negation, as Drools sees it; a negation is pushed down to the single tests. */
    private static ViewItem<?> item(Condition condition, boolean negated) {
        if (condition instanceof Test test) {
            return test(test, negated);
        }
        if (condition instanceof Condition.All all) {
            return negated ? anyOf(items(all.parts(), true)) : allOf(items(all.parts(), false));
        }
        if (condition instanceof Condition.None none) {
            return negated ? anyOf(items(none.parts(), false)) : allOf(items(none.parts(), true));
        }
        Condition.AtLeast some = (Condition.AtLeast) condition;
        int count = negated ? some.parts().size() - some.least() + 1 : some.least();
        return anyOf(Condition.choices(count, some.parts())
                .<ViewItem<?>>map(chosen -> allOf(items(chosen, negated)))
                .toList());
    }

    private static List<ViewItem<?>> items(List<Condition> parts, boolean negated) {
        return parts.stream().<ViewItem<?>>map(part -> item(part, negated)).toList();
    }

    private static ViewItem<?> allOf(List<ViewItem<?>> items) {
        return items.size() == 1 ? items.get(0) : (ViewItem<?>) and(items.get(0), rest(items));
    }

    private static ViewItem<?> anyOf(List<ViewItem<?>> items) {
        return items.size() == 1 ? items.get(0) : (ViewItem<?>) or(items.get(0), rest(items));
    }

    private static ViewItem<?>[] rest(List<ViewItem<?>> items) {
        return items.subList(1, items.size()).toArray(ViewItem[]::new);
    }

    private static ViewItem<?> test(Test test, boolean negated) {
        if (!negated) {
            return fact(test.kind(), test.code(), test.check(), false);
        }
        return switch (test.kind()) {
            case UNANSWERED -> fact(Kind.FINDING, test.code(), new Check.Present(), false);
            case ON_RECORD -> (ViewItem<?>) not(about(test.kind().fact(), test.code()));
            case FINDING, DIFFERENCE, LOG_MEASURE, OVERALL_URGENCY, CONTRADICTION, PATIENT ->
                fact(test.kind(), test.code(), test.check(), true);
        };
    }

    private static ViewItem<?> fact(Kind kind, String code, Check check, boolean negated) {
        PatternDef<? extends Fact> pattern = about(kind.fact(), code);
        if (check instanceof Check.Present && !negated) {
            return (ViewItem<?>) pattern;
        }
        String name = (negated ? "not " : "") + check.drl();
        return (ViewItem<?>) pattern.expr(name, fact -> check.holds(fact) != negated);
    }

    private static <T extends Fact> PatternDef<T> about(Class<T> type, String code) {
        PatternDef<T> pattern = PatternDSL.pattern(declarationOf(type));
        return code.isEmpty()
                ? pattern
                : pattern.expr(
                        "code == " + code,
                        fact -> fact.code().equals(code),
                        alphaIndexedBy(String.class, ConstraintType.EQUAL, CODE, Fact::code, code));
    }
}

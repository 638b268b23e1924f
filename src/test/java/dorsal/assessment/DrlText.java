package dorsal.assessment;

import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Operator;
import dorsal.clinical.Urgency;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules as the plain DRL that somebody would write by hand: patterns with constraints in text, groups in parentheses,
 * conclusions inserted by the consequences. It shares the reading of the rules with Dorsal, and nothing of how they run.
 */
public final class DrlText {
    /** Rules about contradictions are named so; they belong to the writer, not to the rule set. */
    static final String OWN = "own: ";

    private DrlText() {}

    /** A finding and its answer, flat: only the field of its type means something. */
    public record Known(String code, boolean yes, double number, String choice, Set<String> choices) {
        /** A finding that is yes. */
        public static Known yes(String code) {
            return new Known(code, true, 0, "", Set.of());
        }
    }

    /** A finding that was not answered. */
    public record Open(String code) {}

    /** A difference of two findings, or a measure of the training log. */
    public record Amount(String code, double number) {}

    /** An attestation for the patient. */
    public record Attested(String code) {}

    /** A finding answered no and concluded yes. */
    public record Contradicted(String code) {}

    /** The highest urgency found; it comes last. */
    public record Overall(String urgency) {}

    /** The patient. */
    public record Somebody(String code) {}

    /** The whole rule set as one DRL file of a package. */
    static String of(RuleSet rules, String packageName) {
        String imports = List.of(
                        Known.class,
                        Open.class,
                        Amount.class,
                        Attested.class,
                        Contradicted.class,
                        Overall.class,
                        Somebody.class)
                .stream()
                .map(fact -> "import %s;\n".formatted(fact.getCanonicalName()))
                .collect(Collectors.joining());
        String written = rules.knowledge().rules().stream().map(DrlText::rule).collect(Collectors.joining());
        String contradictions = rules.derived().stream()
                .map(FindingDefinition::code)
                .map(DrlText::contradiction)
                .collect(Collectors.joining());
        return "package " + packageName + ";\n" + imports + "dialect \"mvel\"\n" + written + contradictions;
    }

    private static String rule(RuleCard rule) {
        String consequence = rule.conclusions(Conclude.class).stream()
                .map(conclude -> "    insert( Known.yes( \"%s\" ) );\n".formatted(conclude.finding()))
                .collect(Collectors.joining());
        return rule(rule.id(), pattern(rule.condition(), false), consequence);
    }

    private static String contradiction(String code) {
        return rule(
                OWN + code,
                "Known( code == \"%1$s\", yes == false ) and Known( code == \"%1$s\", yes == true )".formatted(code),
                "    insert( new Contradicted( \"%s\" ) );\n".formatted(code));
    }

    private static String rule(String name, String condition, String consequence) {
        return "rule \"%s\"\nwhen\n    %s\nthen\n%send\n".formatted(name, condition, consequence);
    }

    private static String pattern(Condition condition, boolean negated) {
        if (condition instanceof Test test) {
            return test(test, negated);
        }
        if (condition instanceof Condition.All all) {
            return group(all.parts(), negated ? " or " : " and ", negated);
        }
        if (condition instanceof Condition.None none) {
            return group(none.parts(), negated ? " or " : " and ", !negated);
        }
        Condition.AtLeast some = (Condition.AtLeast) condition;
        int count = negated ? some.parts().size() - some.least() + 1 : some.least();
        return Condition.choices(count, some.parts())
                .map(chosen -> group(chosen, " and ", negated))
                .collect(Collectors.joining(" or ", "( ", " )"));
    }

    private static String group(List<Condition> parts, String word, boolean negated) {
        return parts.stream().map(part -> pattern(part, negated)).collect(Collectors.joining(word, "( ", " )"));
    }

    private static String test(Test test, boolean negated) {
        return switch (test.kind()) {
            case FINDING -> fact("Known", test, constraint(test.check(), negated));
            case UNANSWERED -> fact(negated ? "Known" : "Open", test, "");
            case DIFFERENCE, LOG_MEASURE -> fact("Amount", test, constraint(test.check(), negated));
            case ON_RECORD -> (negated ? "not " : "") + fact("Attested", test, "");
            case CONTRADICTION -> "Contradicted()";
            case OVERALL_URGENCY -> "Overall( %s )".formatted(constraint(test.check(), negated));
            case PATIENT -> "Somebody()";
        };
    }

    private static String fact(String type, Test test, String constraint) {
        return "%s( code == \"%s\"%s )".formatted(type, test.code(), constraint.isEmpty() ? "" : ", " + constraint);
    }

    private static String constraint(Check check, boolean negated) {
        if (check instanceof Check.Is is) {
            return "yes == " + (is.yes() != negated);
        }
        if (check instanceof Check.Compares compares) {
            return "number %s %s".formatted(operator(compares.operator(), negated), compares.threshold());
        }
        if (check instanceof Check.OneOf one) {
            return in("choice", one.values().stream().sorted(), negated);
        }
        if (check instanceof Check.Includes includes) {
            return "choices %s \"%s\"".formatted(negated ? "not contains" : "contains", includes.value());
        }
        if (check instanceof Check.Below below) {
            Stream<Urgency> lower = Stream.of(Urgency.values()).filter(level -> level.compareTo(below.level()) < 0);
            return in("urgency", lower.map(Urgency::code), negated);
        }
        return "";
    }

    private static String in(String field, Stream<String> values, boolean negated) {
        return values.map(value -> "\"" + value + "\"")
                .collect(Collectors.joining(", ", field + (negated ? " not in ( " : " in ( "), " )"));
    }

    private static String operator(Operator operator, boolean negated) {
        return switch (operator) {
            case AT_LEAST -> negated ? "<" : ">=";
            case OVER -> negated ? "<=" : ">";
            case AT_MOST -> negated ? ">" : "<=";
            case UNDER -> negated ? ">=" : "<";
            case EXACTLY -> negated ? "!=" : "==";
        };
    }
}

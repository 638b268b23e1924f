package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Ask;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.text.Problem;
import dorsal.text.Problems;
import java.util.Optional;

/** What must be true of a single rule beyond its sentences being right, so that it is safe and bounded. */
final class RuleCheck {
    /** More ways to fire than any person wrote on purpose; it keeps every evaluation short. */
    private static final long MOST_BRANCHES = 500;

    private RuleCheck() {}

    static void check(RuleCard rule, Vocabulary vocabulary, Problems problems) {
        emergencyStopsExercise(rule, problems);
        urgencyOnlyAdvises(rule, problems);
        derivedOnlyTestedForYes(rule.condition(), false, rule, vocabulary, problems);
        holdAsks(rule, problems);
        liftLoosens(rule, problems);
        if (rule.condition().branches() > MOST_BRANCHES) {
            wrong(
                    rule,
                    problems,
                    "can fire in more than %d ways".formatted(MOST_BRANCHES),
                    "Expected groups that multiply to fewer; let a rule of its own conclude a finding for one of them.");
        }
        if (rule.conclusions().all().isEmpty()) {
            wrong(rule, problems, "concludes nothing", "Expected at least one conclusion besides its reason.");
        }
    }

    private static void emergencyStopsExercise(RuleCard rule, Problems problems) {
        boolean emergency = rule.conclusions(Escalate.class).stream().anyMatch(e -> e.urgency() == Urgency.EMERGENCY);
        boolean stopped = rule.conclusions(Limit.class).stream().anyMatch(limit -> limit.ceiling() == Ceiling.NONE);
        if (emergency && !stopped) {
            wrong(rule, problems, "is an emergency but lets exercise go on", "Expected 'exercise at most none'.");
        }
    }

    private static void urgencyOnlyAdvises(RuleCard rule, Problems problems) {
        if (rule.waitsForUrgency() && !rule.conclusions().all().stream().allMatch(Advise.class::isInstance)) {
            wrong(
                    rule,
                    problems,
                    "depends on the overall urgency and does more than advise",
                    "Expected only 'advise' beside it.");
        }
    }

    /** Rules never conclude no, so a derived finding can be tested for yes only. */
    private static void derivedOnlyTestedForYes(
            Condition condition, boolean negated, RuleCard rule, Vocabulary vocabulary, Problems problems) {
        if (condition instanceof Test test) {
            if (negated && test.kind() == Condition.Kind.CONTRADICTION) {
                wrong(
                        rule,
                        problems,
                        "fires when no answers contradict each other",
                        "Expected it outside 'none of these is true'.");
            }
            boolean forYes = test.check().equals(new Check.Is(true)) && !negated;
            test.findings().stream()
                    .map(vocabulary::finding)
                    .filter(FindingDefinition::derived)
                    .filter(finding -> !forYes)
                    .forEach(finding -> wrong(
                            rule,
                            problems,
                            "tests the derived finding '%s' for something other than yes".formatted(finding.code()),
                            "Expected 'there is %s': rules conclude yes, never no.".formatted(finding.code())));
        } else if (condition instanceof Condition.All all) {
            all.parts().forEach(part -> derivedOnlyTestedForYes(part, negated, rule, vocabulary, problems));
        } else if (condition instanceof Condition.AtLeast atLeast) {
            atLeast.parts().forEach(part -> derivedOnlyTestedForYes(part, negated, rule, vocabulary, problems));
        } else if (condition instanceof Condition.None none) {
            none.parts().forEach(part -> derivedOnlyTestedForYes(part, !negated, rule, vocabulary, problems));
        }
    }

    private static void holdAsks(RuleCard rule, Problems problems) {
        if (rule.says(Hold.class) && !rule.says(Ask.class)) {
            wrong(
                    rule,
                    problems,
                    "holds every exercise and asks nothing",
                    "Expected 'ask …': a hold must be possible to end.");
        }
    }

    private static void liftLoosens(RuleCard rule, Problems problems) {
        Optional<Verdict> strictest =
                rule.conclusions(Restrict.class).stream().map(Restrict::verdict).max(Verdict::compareTo);
        rule.lift().ifPresent(lift -> {
            if (strictest.isEmpty() || lift.to().compareTo(strictest.get()) >= 0) {
                wrong(
                        rule,
                        problems,
                        "has a lift to %s that loosens nothing"
                                .formatted(lift.to().code()),
                        "Expected a lift below what the rule itself says.");
            }
        });
    }

    private static void wrong(RuleCard rule, Problems problems, String what, String expected) {
        problems.add(Problem.of(rule.at(), "The rule '%s' %s.".formatted(rule.id(), what), expected));
    }
}

package dorsal.explanation;

import dorsal.assessment.Clearances;
import dorsal.assessment.Outcome;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Exercise;
import dorsal.clinical.Fact;
import dorsal.clinical.Lift;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The ways to ease what one rule says, in one situation: attest what its lift waits for, or change or answer findings so
 * that its condition holds no more. Every way is only proposed: whether it does what it should, the rules are asked again.
 */
final class Relief {
    /** More ways of one rule are not looked at; the smallest are kept. */
    private static final int MOST_WAYS = 60;

    private final RuleSet rules;
    private final AllowedAnswers allowed;
    private final Map<String, Answer> stated;
    private final Outcome outcome;
    private final Picture picture;
    private final Set<String> following = new HashSet<>();

    Relief(RuleSet rules, AllowedAnswers allowed, Map<String, Answer> stated, Outcome outcome, Picture picture) {
        this.rules = rules;
        this.allowed = allowed;
        this.stated = stated;
        this.outcome = outcome;
        this.picture = picture;
    }

    /** What to attest so that a rule's lift brings its own word on an exercise down to a verdict. */
    static Optional<Plan> lift(RuleCard rule, Exercise exercise, Verdict then, Clearances clearances) {
        Optional<Lift> lift = rule.lift().filter(l -> l.to().compareTo(then) <= 0);
        if (lift.isEmpty()) {
            return Optional.empty();
        }
        Set<Attestation> missing = new LinkedHashSet<>();
        for (Restrict restrict : rule.conclusions(Restrict.class)) {
            if (restrict.verdict().compareTo(then) > 0 && restrict.selector().takes(exercise)) {
                Optional<Set<Attestation>> more = clearances.missing(lift.get(), restrict.selector(), exercise);
                if (more.isEmpty()) {
                    return Optional.empty();
                }
                missing.addAll(more.get());
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(Plan.attesting(missing));
    }

    /** The ways to keep a rule that fires from firing. */
    List<Plan> silence(RuleCard rule) {
        return untrue(rule.condition());
    }

    // ---- a condition that is true is made untrue

    private List<Plan> untrue(Condition condition) {
        if (condition.truth(picture) != Truth.TRUE) {
            return List.of(Plan.NOTHING);
        }
        if (condition instanceof Test test) {
            return untrue(test);
        }
        if (condition instanceof Condition.All all) {
            return oneOf(all.parts(), this::untrue);
        }
        if (condition instanceof Condition.AtLeast some) {
            List<Condition> holding = some.parts().stream()
                    .filter(part -> part.truth(picture) == Truth.TRUE)
                    .toList();
            return someOf(holding.size() - some.least() + 1, holding, this::untrue);
        }
        return oneOf(((Condition.None) condition).parts(), this::notFalse);
    }

    private List<Plan> untrue(Test test) {
        return switch (test.kind()) {
            case FINDING -> {
                List<RuleCard> concluding = Support.concluding(test.code(), outcome::hasFired, rules);
                yield concluding.isEmpty()
                        ? answers(test.code(), answer -> !test.check().holds(new Fact.Finding(test.code(), answer)))
                        : notConcluded(test.code(), concluding);
            }
            case UNANSWERED -> answers(test.code(), answer -> true);
            case DIFFERENCE -> difference(test, false);
            case CONTRADICTION -> allOf(List.copyOf(picture.contradicted()), this::notContradicted);
            case LOG_MEASURE, ON_RECORD, OVERALL_URGENCY, PATIENT -> List.of();
        };
    }

    /** All rules that conclude it have to fall silent, and the patient's own yes has to become a no. */
    private List<Plan> notConcluded(String finding, List<RuleCard> concluding) {
        if (!following.add(finding)) {
            return List.of();
        }
        List<Plan> silenced = allOf(concluding, this::silence);
        following.remove(finding);
        return Answer.YES.equals(stated.get(finding))
                ? unions(silenced, answers(finding, Answer.NO::equals))
                : silenced;
    }

    private List<Plan> notContradicted(String finding) {
        List<Plan> ways = new ArrayList<>(answers(finding, Answer.YES::equals));
        ways.addAll(notConcluded(finding, Support.concluding(finding, outcome::hasFired, rules)));
        return smallest(ways);
    }

    // ---- a condition that is false is made true or unknown

    private List<Plan> notFalse(Condition condition) {
        if (condition.truth(picture) != Truth.FALSE) {
            return List.of(Plan.NOTHING);
        }
        if (condition instanceof Test test) {
            return notFalse(test);
        }
        if (condition instanceof Condition.All all) {
            return allOf(all.parts(), this::notFalse);
        }
        if (condition instanceof Condition.AtLeast some) {
            List<Condition> failing = some.parts().stream()
                    .filter(part -> part.truth(picture) == Truth.FALSE)
                    .toList();
            return someOf(some.least() - (some.parts().size() - failing.size()), failing, this::notFalse);
        }
        return allOf(((Condition.None) condition).parts(), this::untrue);
    }

    private List<Plan> notFalse(Test test) {
        return switch (test.kind()) {
            case FINDING -> answers(test.code(), answer -> test.check().holds(new Fact.Finding(test.code(), answer)));
            case DIFFERENCE -> difference(test, true);
            case ON_RECORD -> List.of(Plan.attesting(Set.of(new Attestation(test.code(), ""))));
            case UNANSWERED, LOG_MEASURE, CONTRADICTION, OVERALL_URGENCY, PATIENT -> List.of();
        };
    }

    // ---- answers

    private List<Plan> answers(String finding, Predicate<Answer> wanted) {
        List<Answer> fitting = allowed.to(finding).stream().filter(wanted).toList();
        return fitting.isEmpty() ? List.of() : List.of(Plan.answering(finding, fitting));
    }

    /** One of the two numbers is another. */
    private List<Plan> difference(Test test, boolean holds) {
        List<Plan> ways = new ArrayList<>();
        for (String changed : test.findings()) {
            ways.addAll(answers(
                    changed,
                    answer -> value(test, changed, answer)
                            .filter(value -> test.check().holds(value) == holds)
                            .isPresent()));
        }
        return ways;
    }

    private Optional<Fact> value(Test test, String changed, Answer answer) {
        Answer a = changed.equals(test.minuend()) ? answer : picture.answers().get(test.minuend());
        Answer b =
                changed.equals(test.subtrahend()) ? answer : picture.answers().get(test.subtrahend());
        return a instanceof Answer.Quantity x && b instanceof Answer.Quantity y
                ? Optional.of(new Fact.Difference(
                        test.minuend(),
                        test.subtrahend(),
                        BigDecimal.valueOf(x.value())
                                .subtract(BigDecimal.valueOf(y.value()))
                                .doubleValue()))
                : Optional.empty();
    }

    // ---- ways together

    private static <T> List<Plan> oneOf(List<T> parts, Function<T, List<Plan>> ways) {
        return smallest(
                parts.stream().flatMap(part -> ways.apply(part).stream()).toList());
    }

    private static <T> List<Plan> allOf(List<T> parts, Function<T, List<Plan>> ways) {
        List<Plan> all = List.of(Plan.NOTHING);
        for (T part : parts) {
            all = unions(all, ways.apply(part));
            if (all.isEmpty()) {
                return all;
            }
        }
        return all;
    }

    private static List<Plan> someOf(int count, List<Condition> parts, Function<Condition, List<Plan>> ways) {
        if (count == parts.size()) {
            return allOf(parts, ways);
        }
        List<Plan> all = new ArrayList<>();
        Condition.choices(count, parts).forEach(chosen -> all.addAll(allOf(chosen, ways)));
        return smallest(all);
    }

    private static List<Plan> unions(List<Plan> some, List<Plan> others) {
        List<Plan> unions = new ArrayList<>();
        for (Plan one : some) {
            for (Plan other : others) {
                one.and(other).ifPresent(unions::add);
            }
        }
        return smallest(unions);
    }

    private static List<Plan> smallest(List<Plan> plans) {
        return plans.stream()
                .distinct()
                .sorted(Comparator.comparing(Plan::size))
                .limit(MOST_WAYS)
                .toList();
    }
}

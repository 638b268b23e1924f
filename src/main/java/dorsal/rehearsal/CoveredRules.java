package dorsal.rehearsal;

import dorsal.clinical.Conclusion;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Ask;
import dorsal.clinical.Conclusion.Dose;
import dorsal.clinical.Conclusion.DoseInWords;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.PutLast;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Conclusion.Review;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Lift;
import dorsal.clinical.Selector;
import dorsal.knowledge.Measure;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Observation.Covered;
import dorsal.rehearsal.Observation.SameCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Rules that could be one: those with the same condition, and those of which another says all that they say. */
final class CoveredRules {
    private final RuleSet rules;
    private final FiringBranches firing;

    CoveredRules(RuleSet rules, FiringBranches firing) {
        this.rules = rules;
        this.firing = firing;
    }

    /** Rules that always fire have no condition and are left out. */
    List<Observation> sameCondition() {
        Map<String, List<RuleCard>> byCondition = new TreeMap<>();
        for (RuleCard rule : rules.knowledge().rules()) {
            if (rule.condition().tests().anyMatch(test -> test.kind() != Kind.PATIENT)) {
                byCondition
                        .computeIfAbsent(NormalForm.of(rule.condition()), form -> new ArrayList<>())
                        .add(rule);
            }
        }
        return byCondition.values().stream()
                .filter(alike -> alike.size() > 1)
                .<Observation>map(SameCondition::new)
                .toList();
    }

    /** Each rule once, with the first rule that covers it; of two that cover each other, the later by id. */
    List<Observation> covered() {
        List<Observation> covered = new ArrayList<>();
        for (RuleCard rule : rules.knowledge().rules()) {
            for (RuleCard other : rules.knowledge().rules()) {
                if (isCovered(rule, other) && (rule.id().compareTo(other.id()) > 0 || !isCovered(other, rule))) {
                    covered.add(new Covered(rule, other));
                    break;
                }
            }
        }
        return covered;
    }

    private boolean isCovered(RuleCard rule, RuleCard by) {
        return !rule.id().equals(by.id())
                && by.offers().containsAll(rule.offers())
                && rule.conclusions().all().stream().allMatch(conclusion -> isSaid(conclusion, rule, by))
                && firing.implies(rule, by);
    }

    private boolean isSaid(Conclusion said, RuleCard rule, RuleCard by) {
        if (said instanceof Restrict restrict) {
            return by.conclusions(Restrict.class).stream().anyMatch(other -> isAsStrict(restrict, rule, other, by));
        }
        if (said instanceof Escalate escalate) {
            return by.conclusions(Escalate.class).stream().anyMatch(other -> isAsUrgent(escalate, other));
        }
        if (said instanceof Limit limit) {
            return by.conclusions(Limit.class).stream()
                    .anyMatch(other -> other.ceiling().compareTo(limit.ceiling()) <= 0);
        }
        if (said instanceof Ask ask) {
            return by.conclusions(Ask.class).stream()
                    .flatMap(other -> other.findings().stream())
                    .toList()
                    .containsAll(ask.findings());
        }
        if (said instanceof Dose dose) {
            return by.conclusions(Dose.class).stream().anyMatch(other -> isAsGentle(dose, other));
        }
        if (said instanceof DoseInWords dose) {
            return by.conclusions(DoseInWords.class).stream()
                    .anyMatch(other -> other.measure().equals(dose.measure())
                            && other.words().containsAll(dose.words()));
        }
        if (said instanceof Prefer) {
            return false; // exercises that more rules prefer rank higher, so no preference is idle
        }
        if (said instanceof PutLast last) {
            return by.conclusions(PutLast.class).stream()
                    .anyMatch(other -> other.movements().containsAll(last.movements()));
        }
        if (said instanceof Review review) {
            return by.conclusions(Review.class).stream().anyMatch(other -> other.weeks() <= review.weeks());
        }
        return said instanceof Advise advise
                ? by.advice().contains(advise.text())
                : by.conclusions().all().contains(said);
    }

    private boolean isAsStrict(Restrict restrict, RuleCard rule, Restrict other, RuleCard by) {
        return other.verdict().compareTo(restrict.verdict()) >= 0
                && takesAll(restrict.selector(), other.selector())
                && (!other.selector().recovering() || restrict.selector().recovering())
                && isNoEasierToLift(by.lift(), rule.lift());
    }

    /** A lift that waits for at least the same and ends no lower; none at all is the hardest. */
    private static boolean isNoEasierToLift(Optional<Lift> lift, Optional<Lift> other) {
        return lift.isEmpty()
                || (other.isPresent()
                        && lift.get().attestations().containsAll(other.get().attestations())
                        && lift.get().to().compareTo(other.get().to()) >= 0);
    }

    private boolean takesAll(Selector some, Selector more) {
        Set<Integer> places = new HashSet<>();
        Arrays.stream(rules.selected(more)).forEach(places::add);
        return Arrays.stream(rules.selected(some)).allMatch(places::contains);
    }

    private static boolean isAsUrgent(Escalate escalate, Escalate other) {
        int more = other.urgency().compareTo(escalate.urgency());
        return other.to().containsAll(escalate.to())
                && (more > 0 || (more == 0 && other.within().equals(escalate.within())));
    }

    private boolean isAsGentle(Dose dose, Dose other) {
        if (!other.measure().equals(dose.measure())) {
            return false;
        }
        boolean largest = Optional.ofNullable(rules.vocabulary().measures().get(dose.measure()))
                .filter(measure -> measure.combine() == Measure.Combine.LARGEST)
                .isPresent();
        return largest
                ? other.least() >= dose.least() && other.most() >= dose.most()
                : other.least() <= dose.least() && other.most() <= dose.most();
    }
}

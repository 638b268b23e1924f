package dorsal.rehearsal;

import dorsal.assessment.Assessor;
import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.Profile;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Observation.AvoidedOffer;
import dorsal.rehearsal.Observation.WithheldOffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Exercises that a rule offers although they are avoided or held whenever it fires. */
final class OfferConflicts {
    /** Fewer patients than this say nothing about all others. */
    private static final int FEWEST_PATIENTS = 3;

    private final RuleSet rules;
    private final FiringBranches firing;

    OfferConflicts(RuleSet rules, FiringBranches firing) {
        this.rules = rules;
        this.firing = firing;
    }

    /**
     * What follows from the rules alone, and else what patients show.
     *
     * @param patients for a rule, patients for whom it fires, those first who are most likely to get what it offers
     */
    List<Observation> find(Function<RuleCard, List<Profile>> patients) {
        return rules.knowledge().rules().parallelStream()
                .filter(rule -> !rule.offers().isEmpty())
                .flatMap(rule -> find(rule, patients).stream())
                .toList();
    }

    private List<Observation> find(RuleCard rule, Function<RuleCard, List<Profile>> patients) {
        List<Observation> found = new ArrayList<>();
        Set<String> doubtful = new LinkedHashSet<>();
        for (String offer : rule.offers()) {
            avoiding(rule, rules.vocabulary().exercise(offer))
                    .ifPresentOrElse(
                            by -> found.add(new AvoidedOffer(rule, offer, by, RuleLines.of(rule, "offer", offer))),
                            () -> doubtful.add(offer));
        }
        int tried = 0;
        for (Profile patient : patients.apply(rule)) {
            if (!doubtful.isEmpty()) {
                tried++;
                List<ExerciseVerdict> verdicts = Assessor.assess(patient, rules).exercises();
                doubtful.removeIf(
                        offer -> verdicts.get(rules.place(offer)).verdict().compareTo(Verdict.HELD) < 0);
            }
        }
        if (tried >= FEWEST_PATIENTS) {
            for (String offer : doubtful) {
                found.add(new WithheldOffer(rule, offer, tried, RuleLines.of(rule, "offer", offer)));
            }
        }
        return found;
    }

    /** The rule itself, or one that fires whenever it does, if it avoids the exercise and nothing can lift that. */
    private Optional<RuleCard> avoiding(RuleCard rule, Exercise offer) {
        return Stream.concat(
                        Stream.of(rule).filter(self -> avoids(self, offer)),
                        rules.knowledge().rules().stream()
                                .filter(other -> other.lift().isEmpty() || limits(other, offer))
                                .filter(other -> avoids(other, offer))
                                .filter(other -> firing.implies(rule, other)))
                .findFirst();
    }

    private static boolean avoids(RuleCard rule, Exercise exercise) {
        return limits(rule, exercise)
                || rule.conclusions(Restrict.class).stream()
                        .anyMatch(restrict -> restrict.verdict() == Verdict.AVOID
                                && !restrict.selector().recovering()
                                && restrict.selector().takes(exercise));
    }

    private static boolean limits(RuleCard rule, Exercise exercise) {
        return rule.conclusions(Limit.class).stream()
                .anyMatch(limit ->
                        limit.ceiling() == Ceiling.NONE || exercise.demand().compareTo(limit.ceiling()) > 0);
    }
}

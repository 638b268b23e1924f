package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.Lift;
import dorsal.clinical.Profile;
import dorsal.clinical.Selector;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The verdict of every exercise: the most restrictive of what the fired rules that select it say after their lifts, what
 * the ceilings allow, and the holds. No rule asserts permitted, so nothing a rule says can cancel another.
 */
final class Verdicts {
    private static final String SETTING = "setting";
    private static final String EQUIPMENT = "equipment";
    private static final Comparator<Reason> MOST_RESTRICTIVE_FIRST = Comparator.comparing(Reason::verdict)
            .reversed()
            .thenComparing(reason -> reason.rule().id());

    private final RuleSet rules;
    private final Profile profile;
    private final TrainingLog log;
    private final List<RuleCard> fired;
    private final Grounds grounds;
    private final List<Limitation> limits;
    private final Map<String, Map<String, Reason>> reasons = new TreeMap<>();

    Verdicts(
            RuleSet rules,
            Profile profile,
            TrainingLog log,
            List<RuleCard> fired,
            Grounds grounds,
            List<Limitation> limits) {
        this.rules = rules;
        this.profile = profile;
        this.log = log;
        this.fired = fired;
        this.grounds = grounds;
        this.limits = limits;
    }

    List<ExerciseVerdict> all() {
        for (RuleCard rule : fired) {
            rule.conclusions(Restrict.class).forEach(restrict -> restrict(rule, restrict));
        }
        for (Exercise exercise : rules.vocabulary().catalogue()) {
            limits.forEach(limit -> limit(limit, exercise));
        }
        Map<String, Verdict> verdicts = new TreeMap<>();
        for (Exercise exercise : rules.vocabulary().catalogue()) {
            verdicts.put(
                    exercise.id(),
                    reasonsOf(exercise).stream()
                            .map(Reason::verdict)
                            .max(Comparator.naturalOrder())
                            .orElse(Verdict.PERMITTED));
        }
        return rules.vocabulary().catalogue().stream()
                .map(exercise -> verdict(exercise, verdicts))
                .toList();
    }

    private void restrict(RuleCard rule, Restrict restrict) {
        Selector selector = restrict.selector();
        for (Exercise exercise : rules.selected(selector)) {
            if (selector.recovering() && !log.isRecovering(exercise)) {
                continue;
            }
            Optional<Lift> lift = rule.lift().filter(offered -> counts(offered, selector, exercise));
            Verdict verdict = lift.map(Lift::to)
                    .filter(to -> to.compareTo(restrict.verdict()) < 0)
                    .orElse(restrict.verdict());
            if (verdict != Verdict.PERMITTED) {
                add(exercise, new Reason(verdict, rule, grounds.of(rule.id()), Optional.empty(), lift.isPresent()));
            }
        }
    }

    private void limit(Limitation limit, Exercise exercise) {
        Optional<Verdict> verdict = limit.ceiling().isEmpty()
                ? Optional.of(Verdict.HELD)
                : underCeiling(limit.ceiling().get(), exercise.demand());
        verdict.ifPresent(
                found -> add(exercise, new Reason(found, limit.rule(), limit.because(), limit.ceiling(), false)));
    }

    /** Above the ceiling avoid, at the ceiling caution; full is no restriction. */
    private static Optional<Verdict> underCeiling(Ceiling ceiling, Ceiling demand) {
        if (ceiling == Ceiling.NONE || demand.compareTo(ceiling) > 0) {
            return Optional.of(Verdict.AVOID);
        }
        return demand == ceiling && ceiling != Ceiling.FULL ? Optional.of(Verdict.CAUTION) : Optional.empty();
    }

    /** A rule counts once for an exercise, with the most restrictive thing it says. */
    private void add(Exercise exercise, Reason reason) {
        reasons.computeIfAbsent(exercise.id(), id -> new TreeMap<>())
                .merge(
                        reason.rule().id(),
                        reason,
                        (before, now) -> now.verdict().compareTo(before.verdict()) > 0 ? now : before);
    }

    private List<Reason> reasonsOf(Exercise exercise) {
        return reasons.getOrDefault(exercise.id(), Map.of()).values().stream()
                .sorted(MOST_RESTRICTIVE_FIRST)
                .toList();
    }

    private ExerciseVerdict verdict(Exercise exercise, Map<String, Verdict> verdicts) {
        Verdict verdict = verdicts.getOrDefault(exercise.id(), Verdict.AVOID);
        List<Reason> why = reasonsOf(exercise);
        return new ExerciseVerdict(
                exercise,
                verdict,
                isAvailable(exercise),
                why,
                verdict == Verdict.CAUTION ? conditions(exercise, why) : List.of(),
                verdict == Verdict.PERMITTED ? List.of() : offers(exercise, why, verdicts));
    }

    /** What the cautioning rules advise, or their reason where they advise nothing, then the exercise's own cues. */
    private static List<String> conditions(Exercise exercise, List<Reason> why) {
        Set<String> conditions = new LinkedHashSet<>();
        for (Reason reason : why) {
            List<String> advice =
                    reason.rule().conclusions(Advise.class).map(Advise::text).toList();
            conditions.addAll(advice.isEmpty() ? List.of(reason.rule().reason()) : advice);
        }
        conditions.addAll(exercise.cues());
        return List.copyOf(conditions);
    }

    /** What the contributing rules offer, then the exercise's substitutes: usable ones only, permitted first. */
    private static List<String> offers(Exercise exercise, List<Reason> why, Map<String, Verdict> verdicts) {
        Set<String> candidates = new LinkedHashSet<>();
        why.forEach(reason -> candidates.addAll(reason.rule().offers()));
        candidates.addAll(exercise.substitutes());
        candidates.remove(exercise.id());
        List<String> offers = new ArrayList<>();
        for (Verdict usable : List.of(Verdict.PERMITTED, Verdict.CAUTION)) {
            candidates.stream().filter(id -> verdicts.get(id) == usable).forEach(offers::add);
        }
        return List.copyOf(offers);
    }

    private boolean counts(Lift lift, Selector selector, Exercise exercise) {
        return lift.attestations().stream().allMatch(code -> counts(code, selector, exercise));
    }

    private boolean counts(String code, Selector selector, Exercise exercise) {
        return switch (rules.vocabulary().attestation(code).scope()) {
            case PATIENT -> isAttested(code, "");
            case EXERCISE -> isAttested(code, exercise.id());
            case MOVEMENT -> {
                Set<String> movements = selector.selectingMovements(exercise);
                yield !movements.isEmpty() && movements.stream().allMatch(movement -> isAttested(code, movement));
            }
        };
    }

    private boolean isAttested(String code, String target) {
        return profile.attestations().contains(new Attestation(code, target));
    }

    private boolean isAvailable(Exercise exercise) {
        boolean place = answered(SETTING)
                .map(settings -> exercise.settings().stream().anyMatch(settings::contains))
                .orElse(true);
        boolean kit = answered(EQUIPMENT)
                .map(equipment -> exercise.kits().stream().anyMatch(equipment::containsAll))
                .orElse(true);
        return place && kit;
    }

    private Optional<Set<String>> answered(String finding) {
        return Optional.ofNullable(profile.answers().get(finding))
                .filter(Answer.Choices.class::isInstance)
                .map(answer -> ((Answer.Choices) answer).values());
    }
}

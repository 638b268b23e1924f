package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.Profile;
import dorsal.clinical.Selector;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private final Clearances clearances;
    private final List<RuleCard> fired;
    private final Grounds grounds;
    private final List<Limitation> limits;
    private final List<Exercise> catalogue;
    private final List<List<Reason>> reasons = new ArrayList<>();

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
        this.clearances = new Clearances(Set.copyOf(profile.attestations()), rules.vocabulary());
        this.fired = fired;
        this.grounds = grounds;
        this.limits = limits;
        this.catalogue = rules.catalogue();
        catalogue.forEach(exercise -> reasons.add(new ArrayList<>()));
    }

    /** By place in the catalogue. */
    List<ExerciseVerdict> all() {
        fired.forEach(this::collect);
        Verdict[] verdicts = new Verdict[catalogue.size()];
        for (int place = 0; place < verdicts.length; place++) {
            List<Reason> why = reasons.get(place);
            why.sort(MOST_RESTRICTIVE_FIRST);
            verdicts[place] = why.isEmpty() ? Verdict.PERMITTED : why.get(0).verdict();
        }
        return IntStream.range(0, verdicts.length)
                .mapToObj(place -> verdict(place, verdicts))
                .toList();
    }

    /** What one rule says: it counts once for an exercise, with the most restrictive thing it says. */
    private void collect(RuleCard rule) {
        if (!rule.says(Restrict.class) && !rule.says(Limit.class) && !rule.says(Hold.class)) {
            return;
        }
        @Nullable Reason[] said = new @Nullable Reason[catalogue.size()];
        for (Restrict restrict : rule.conclusions(Restrict.class)) {
            restrict(rule, restrict, said);
        }
        for (Limitation limit : limits) {
            if (limit.rule().id().equals(rule.id())) {
                limit(limit, said);
            }
        }
        for (int place = 0; place < said.length; place++) {
            Reason reason = said[place];
            if (reason != null) {
                reasons.get(place).add(reason);
            }
        }
    }

    private void restrict(RuleCard rule, Restrict restrict, @Nullable Reason[] said) {
        Selector selector = restrict.selector();
        List<Because> because = grounds.of(rule.id());
        Reason plain = new Reason(restrict.verdict(), rule, because, Optional.empty(), false);
        Reason lifted = rule.lift()
                .map(lift -> new Reason(lower(lift.to(), restrict.verdict()), rule, because, Optional.empty(), true))
                .orElse(plain);
        for (int place : rules.selected(selector)) {
            Exercise exercise = catalogue.get(place);
            if (selector.recovering() && !log.isRecovering(exercise)) {
                continue;
            }
            Reason reason =
                    rule.lift().isPresent() && clearances.count(rule.lift().get(), selector, exercise) ? lifted : plain;
            if (reason.verdict() != Verdict.PERMITTED) {
                keepStricter(said, place, reason);
            }
        }
    }

    static Verdict lower(Verdict a, Verdict b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Reason reason(Limitation limit, Verdict verdict) {
        return new Reason(verdict, limit.rule(), limit.because(), limit.ceiling(), false);
    }

    private void limit(Limitation limit, @Nullable Reason[] said) {
        Map<Verdict, Reason> byVerdict = new EnumMap<>(Verdict.class);
        for (int place = 0; place < said.length; place++) {
            Exercise exercise = catalogue.get(place);
            Verdict verdict =
                    limit.ceiling().map(ceiling -> limitedTo(ceiling, exercise)).orElse(Verdict.HELD);
            if (verdict != Verdict.PERMITTED) {
                keepStricter(said, place, byVerdict.computeIfAbsent(verdict, v -> reason(limit, v)));
            }
        }
    }

    /** Above a ceiling avoid, at the ceiling caution; full is no restriction. */
    static Verdict limitedTo(Ceiling ceiling, Exercise exercise) {
        if (ceiling == Ceiling.NONE || exercise.demand().compareTo(ceiling) > 0) {
            return Verdict.AVOID;
        }
        return exercise.demand() == ceiling && ceiling != Ceiling.FULL ? Verdict.CAUTION : Verdict.PERMITTED;
    }

    private static void keepStricter(@Nullable Reason[] said, int place, Reason reason) {
        Reason before = said[place];
        if (before == null || reason.verdict().compareTo(before.verdict()) > 0) {
            said[place] = reason;
        }
    }

    private ExerciseVerdict verdict(int place, Verdict[] verdicts) {
        Exercise exercise = catalogue.get(place);
        Verdict verdict = verdicts[place];
        List<Reason> why = List.copyOf(reasons.get(place));
        return new ExerciseVerdict(
                exercise,
                verdict,
                isAvailable(exercise),
                why,
                verdict == Verdict.CAUTION ? conditions(exercise, why) : List.of(),
                verdict == Verdict.PERMITTED ? List.of() : offers(exercise, why, verdicts),
                Optional.empty());
    }

    /** What the cautioning rules advise, or their reason where they advise nothing, then the exercise's own cues. */
    private static List<String> conditions(Exercise exercise, List<Reason> why) {
        Set<String> conditions = new LinkedHashSet<>();
        for (Reason reason : why) {
            List<String> advice = reason.rule().advice();
            conditions.addAll(advice.isEmpty() ? List.of(reason.rule().reason()) : advice);
        }
        conditions.addAll(exercise.cues());
        return List.copyOf(conditions);
    }

    /** What the contributing rules offer, then the exercise's substitutes: usable ones only, permitted first. */
    private List<String> offers(Exercise exercise, List<Reason> why, Verdict[] verdicts) {
        boolean[] seen = new boolean[verdicts.length];
        seen[rules.place(exercise.id())] = true;
        List<String> permitted = new ArrayList<>();
        List<String> caution = new ArrayList<>();
        for (int i = 0; i <= why.size(); i++) {
            for (String offer : i < why.size() ? why.get(i).rule().offers() : exercise.substitutes()) {
                int place = rules.place(offer);
                if (!seen[place] && verdicts[place].compareTo(Verdict.HELD) < 0) {
                    (verdicts[place] == Verdict.PERMITTED ? permitted : caution).add(offer);
                }
                seen[place] = true;
            }
        }
        permitted.addAll(caution);
        return List.copyOf(permitted);
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

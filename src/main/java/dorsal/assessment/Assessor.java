package dorsal.assessment;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Dose;
import dorsal.clinical.Conclusion.DoseInWords;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.PutLast;
import dorsal.clinical.Conclusion.Review;
import dorsal.clinical.Profile;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Measure;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Assesses one profile against one rule set: which rules fire ({@link Inference}), what they come to together, and what
 * is still unknown ({@link Questions}). Nothing here depends on the order of rules, findings or log entries.
 */
public final class Assessor {
    private final RuleSet rules;
    private final TrainingLog log;
    private final Inference inference;
    private final Grounds grounds;
    private final List<RuleCard> fired;

    private Assessor(TrainingLog log, Inference inference, RuleSet rules) {
        this.rules = rules;
        this.log = log;
        this.inference = inference;
        this.grounds = new Grounds(inference, rules);
        this.fired = inference.fired().keySet().stream().map(rules::rule).toList();
    }

    /** The whole answer. A profile read by {@code ProfileReader} can always be assessed. */
    public static Assessment assess(Profile profile, RuleSet rules) {
        TrainingLog log = new TrainingLog(profile, rules.vocabulary());
        return new Assessor(log, Inference.run(profile, log, rules), rules).assess(profile, true);
    }

    /** The same answer without what could still matter, which takes a while and which no case speaks of. */
    public static Assessment assessCase(Profile profile, RuleSet rules) {
        TrainingLog log = new TrainingLog(profile, rules.vocabulary());
        return new Assessor(log, Inference.run(profile, log, rules), rules).assess(profile, false);
    }

    /**
     * What the answer would be, reckoned without Drools, without grounds ({@code because} is empty everywhere) and
     * without what could still matter: for
     * trying thousands of rule sets, never for a patient.
     */
    public static Assessment reckon(Profile profile, RuleSet rules) {
        TrainingLog log = new TrainingLog(profile, rules.vocabulary());
        return new Assessor(log, Inference.reckon(profile, log, rules), rules).assess(profile, false);
    }

    /** Which rules fire, by id: sooner than the whole answer, for those who need no more. */
    public static SortedSet<String> fired(Profile profile, RuleSet rules) {
        Inference inference = Inference.run(profile, new TrainingLog(profile, rules.vocabulary()), rules);
        return Collections.unmodifiableSortedSet(new TreeSet<>(inference.fired().keySet()));
    }

    private Assessment assess(Profile profile, boolean withCouldMatter) {
        List<Limitation> limits = limits();
        Ceiling ceiling = limits.stream()
                .flatMap(limit -> limit.ceiling().stream())
                .min(Comparator.naturalOrder())
                .orElse(Ceiling.FULL);
        List<ExerciseVerdict> exercises = new Verdicts(rules, profile, log, fired, grounds, limits).all();
        Questions questions = new Questions(rules, inference);
        return new Assessment(
                profile,
                rules,
                inference.picture(),
                inference.urgency(),
                ceiling,
                limits.stream().anyMatch(limit -> limit.ceiling().isEmpty()),
                escalations(),
                destinations(),
                exercises,
                limits,
                questions.asks(),
                withCouldMatter ? questions.couldMatter() : List.of(),
                List.copyOf(said(Advise.class)),
                doses(),
                preferred(exercises),
                review(),
                List.copyOf(inference.contradicted()),
                notes(profile),
                List.copyOf(inference.fired().keySet()));
    }

    private <C extends Conclusion> List<Said<C>> said(Class<C> kind) {
        List<Said<C>> said = new ArrayList<>();
        for (RuleCard rule : fired) {
            for (C conclusion : rule.conclusions(kind)) {
                said.add(new Said<>(conclusion, rule, grounds.of(rule.id())));
            }
        }
        return said;
    }

    private List<Said<Escalate>> escalations() {
        return said(Escalate.class).stream()
                .sorted(Comparator.comparing(
                                (Said<Escalate> said) -> said.conclusion().urgency())
                        .reversed()
                        .thenComparing(said -> said.rule().id()))
                .toList();
    }

    private List<String> destinations() {
        Set<String> to = new TreeSet<>();
        for (Said<Escalate> said : said(Escalate.class)) {
            if (said.conclusion().urgency() == inference.urgency()) {
                to.addAll(said.conclusion().to());
            }
        }
        return List.copyOf(to);
    }

    private List<Limitation> limits() {
        List<Limitation> limits = new ArrayList<>();
        for (RuleCard rule : fired) {
            for (Limit limit : rule.conclusions(Limit.class)) {
                limits.add(new Limitation(Optional.of(limit.ceiling()), rule, grounds.of(rule.id())));
            }
            if (rule.says(Hold.class)) {
                limits.add(new Limitation(Optional.empty(), rule, grounds.of(rule.id())));
            }
        }
        return List.copyOf(limits);
    }

    private List<DoseAdvice> doses() {
        Map<String, List<Said<Dose>>> numbers = new TreeMap<>();
        said(Dose.class)
                .forEach(said -> numbers.computeIfAbsent(said.conclusion().measure(), m -> new ArrayList<>())
                        .add(said));
        Map<String, List<Said<DoseInWords>>> words = new TreeMap<>();
        said(DoseInWords.class)
                .forEach(said -> words.computeIfAbsent(said.conclusion().measure(), m -> new ArrayList<>())
                        .add(said));
        List<DoseAdvice> doses = new ArrayList<>();
        numbers.forEach((measure, all) -> doses.add(combined(measure(measure), all)));
        words.forEach((measure, all) -> {
            Set<String> values = new LinkedHashSet<>();
            all.forEach(said -> values.addAll(said.conclusion().words()));
            doses.add(new DoseAdvice(measure(measure), 0, 0, List.copyOf(values), ruleIds(all)));
        });
        doses.sort(Comparator.comparing(dose -> dose.measure().code()));
        return List.copyOf(doses);
    }

    private Measure measure(String code) {
        return Optional.ofNullable(rules.vocabulary().measures().get(code)).orElseThrow();
    }

    /** Several doses of one measure: the gentlest of each end. */
    private static DoseAdvice combined(Measure measure, List<Said<Dose>> all) {
        Comparator<Double> gentler = measure.combine() == Measure.Combine.LARGEST
                ? Comparator.<Double>naturalOrder().reversed()
                : Comparator.naturalOrder();
        return new DoseAdvice(
                measure,
                all.stream().map(said -> said.conclusion().least()).min(gentler).orElseThrow(),
                all.stream().map(said -> said.conclusion().most()).min(gentler).orElseThrow(),
                List.of(),
                ruleIds(all));
    }

    private static List<String> ruleIds(List<? extends Said<?>> said) {
        return said.stream().map(one -> one.rule().id()).distinct().sorted().toList();
    }

    /** Usable exercises that rules rank first: those not put last, permitted before caution, most rules, then by id. */
    private List<String> preferred(List<ExerciseVerdict> exercises) {
        int[] votes = new int[exercises.size()];
        for (Said<Prefer> said : said(Prefer.class)) {
            for (int place : rules.selected(said.conclusion().selector())) {
                votes[place]++;
            }
        }
        Set<String> last = new TreeSet<>();
        said(PutLast.class).forEach(said -> last.addAll(said.conclusion().movements()));
        return IntStream.range(0, votes.length)
                .filter(place -> votes[place] > 0)
                .filter(place -> exercises.get(place).verdict().compareTo(Verdict.HELD) < 0)
                .boxed()
                .sorted(Comparator.comparing((Integer place) -> !Collections.disjoint(
                                last, exercises.get(place).exercise().movements()))
                        .thenComparing(place -> exercises.get(place).verdict())
                        .thenComparing(place -> -votes[place])
                        .thenComparing(Comparator.naturalOrder()))
                .map(place -> exercises.get(place).exercise().id())
                .toList();
    }

    private Optional<ReviewAdvice> review() {
        List<Said<Review>> reviews = said(Review.class);
        return reviews.stream()
                .map(said -> said.conclusion().weeks())
                .min(Comparator.naturalOrder())
                .map(weeks -> new ReviewAdvice(
                        weeks,
                        ruleIds(reviews.stream()
                                .filter(said -> said.conclusion().weeks() == weeks)
                                .toList())));
    }

    private List<String> notes(Profile profile) {
        List<String> notes = new ArrayList<>();
        rules.vocabulary()
                .askFirstAnswersLastDays()
                .ifPresent(days -> profile.lapsed()
                        .forEach(lapsed ->
                                notes.add("The answer to %s of %s is older than %s and was not used; it is asked again."
                                        .formatted(
                                                lapsed.finding(),
                                                lapsed.answered(),
                                                days == 1 ? "1 day" : days + " days"))));
        log.ignored()
                .forEach(entry -> notes.add("The log entry of %s at %s is later than this assessment and was not used."
                        .formatted(entry.exercise(), entry.at())));
        return List.copyOf(notes);
    }
}

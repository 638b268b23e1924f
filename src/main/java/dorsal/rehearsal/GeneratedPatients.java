package dorsal.rehearsal;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Profile;
import dorsal.clinical.Selector;
import dorsal.clinical.Workout;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Valid profiles that nobody would think of, drawn from a seed: the same seed, rules and cases give the same patients.
 * Some are the plain patient in whom a little was changed, some those of cases in whom a little was changed, some
 * answered almost nothing, some almost everything; numbers often lie at a threshold of some rule or one step beside it.
 */
public final class GeneratedPatients {
    private final Chance chance;
    private final RuleSet rules;
    private final CasePatients known;
    private final List<FindingDefinition> findings;
    private final List<FindingDefinition> numbers;
    private final List<FindingDefinition> severalChoices;
    private final List<RuleCard> liftable;
    private final Map<String, Set<Double>> thresholds = new TreeMap<>();

    public GeneratedPatients(RuleSet rules, CasePatients known, long seed) {
        this.chance = new Chance(seed);
        this.rules = rules;
        this.known = known;
        this.findings = rules.vocabulary().findings().values().stream()
                .filter(finding -> !finding.cluster())
                .toList();
        this.numbers =
                findings.stream().filter(finding -> finding.type().isNumber()).toList();
        this.severalChoices = findings.stream()
                .filter(finding -> finding.type() == Type.CHOICES)
                .toList();
        this.liftable = rules.knowledge().rules().stream()
                .filter(rule -> rule.lift().isPresent() && !selected(rule).isEmpty())
                .toList();
        Stream.concat(
                        rules.knowledge().rules().stream().map(RuleCard::condition),
                        findings.stream().flatMap(finding -> finding.askWhen().stream()))
                .flatMap(condition -> condition.tests())
                .forEach(test -> {
                    if (test.check() instanceof Check.Compares compares) {
                        thresholds
                                .computeIfAbsent(test.code(), code -> new TreeSet<>())
                                .add(compares.threshold());
                    }
                });
    }

    /** So many more patients. */
    public List<Profile> take(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private Profile next() {
        Profile start = chance.onceIn(3) && !known.all().isEmpty() ? chance.one(known.all()) : known.plain();
        Map<String, Answer> answers = new HashMap<>();
        switch (chance.below(8)) {
            case 0 -> change(answers, findings, chance.below(7), 0.5);
            case 1 -> change(answers, findings, findings.size(), 0.05 + chance.below(2) * 0.35);
            case 2 -> {
                answers.putAll(start.answers());
                change(answers, numbers, 1 + chance.below(4), 0);
            }
            default -> {
                answers.putAll(start.answers());
                change(answers, findings, 1 + chance.below(5), 0.7);
            }
        }
        List<Attestation> attestations = new ArrayList<>(start.attestations());
        List<Workout> log = new ArrayList<>(start.trainingLog());
        for (int i = chance.below(5); i > 2; i--) {
            attest(attestations);
        }
        if (chance.onceIn(3)) {
            train(log, start.at());
        }
        return new Profile(Optional.empty(), start.at(), answers, attestations, log);
    }

    // ---- answers

    /** Answers some findings anew; now and then an answer is taken back. */
    private void change(Map<String, Answer> answers, List<FindingDefinition> among, int count, double yes) {
        for (int i = 0; i < count && !among.isEmpty(); i++) {
            FindingDefinition finding = chance.one(among);
            if (chance.onceIn(6)) {
                answers.remove(finding.code());
            } else {
                answers.put(finding.code(), answer(finding, yes));
            }
        }
        if (chance.onceIn(3)) {
            severalChoices.forEach(finding -> answers.put(finding.code(), answer(finding, yes)));
        }
    }

    private Answer answer(FindingDefinition finding, double yes) {
        return switch (finding.type()) {
            case BOOLEAN -> chance.withProbability(yes) ? Answer.YES : Answer.NO;
            case INTEGER, DECIMAL -> new Answer.Quantity(number(finding));
            case CHOICE -> new Answer.Choice(chance.one(finding.choices()));
            case CHOICES ->
                new Answer.Choices(new LinkedHashSet<>(chance.some(
                        finding.choices(), chance.below(finding.choices().size() + 1))));
        };
    }

    /** At a threshold or one step beside it, else anywhere in the lower part of the range. */
    private double number(FindingDefinition finding) {
        Range range = finding.range().orElseThrow();
        boolean whole = finding.type() == Type.INTEGER;
        BigDecimal step = whole ? BigDecimal.ONE : new BigDecimal("0.1");
        List<Double> tested = List.copyOf(thresholds.getOrDefault(finding.code(), Set.of()));
        double value = !tested.isEmpty() && !chance.onceIn(3)
                ? BigDecimal.valueOf(chance.one(tested))
                        .add(step.multiply(BigDecimal.valueOf(chance.below(3) - 1L)))
                        .doubleValue()
                : range.least() + chance.below((int) Math.min(101, range.most() - range.least() + 1));
        return Math.max(range.least(), Math.min(range.most(), whole ? Math.rint(value) : value));
    }

    // ---- attestations and training log

    /** What one rule waits for to be lifted, for one exercise that it selects, or a part of it. */
    private void attest(List<Attestation> attestations) {
        if (liftable.isEmpty()) {
            return;
        }
        RuleCard rule = chance.one(liftable);
        Exercise exercise = chance.one(selected(rule));
        for (String code : rule.lift().orElseThrow().attestations()) {
            if (!chance.onceIn(8)) {
                AttestationDefinition.Scope scope =
                        rules.vocabulary().attestation(code).scope();
                switch (scope) {
                    case PATIENT -> attestations.add(new Attestation(code, ""));
                    case EXERCISE -> attestations.add(new Attestation(code, exercise.id()));
                    case MOVEMENT ->
                        exercise.movements().stream()
                                .sorted()
                                .forEach(movement -> attestations.add(new Attestation(code, movement)));
                }
            }
        }
    }

    private List<Exercise> selected(RuleCard rule) {
        List<Selector> selectors = rule.conclusions(Restrict.class).stream()
                .map(Restrict::selector)
                .toList();
        return rules.catalogue().stream()
                .filter(exercise -> selectors.stream().anyMatch(selector -> selector.takes(exercise)))
                .toList();
    }

    /** Up to twelve entries of the last fortnight; some moments repeat, and some lie after the assessment. */
    private void train(List<Workout> log, LocalDateTime at) {
        if (rules.catalogue().isEmpty()) {
            return;
        }
        for (int i = chance.below(12); i >= 0; i--) {
            log.add(new Workout(
                    chance.one(rules.catalogue()).id(),
                    at.minusHours(12L * chance.below(32) - 24).minusMinutes(chance.below(4) / 3),
                    score(),
                    score()));
        }
    }

    private OptionalInt score() {
        return chance.onceIn(2) ? OptionalInt.of(chance.below(11)) : OptionalInt.empty();
    }
}

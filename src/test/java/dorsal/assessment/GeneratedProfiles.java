package dorsal.assessment;

import dorsal.activation.Case;
import dorsal.activation.CaseReader;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.Profile;
import dorsal.clinical.Selector;
import dorsal.clinical.Workout;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.knowledge.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Valid profiles that nobody would think of, drawn from a seed: the same seed gives the same profiles. Some are a patient
 * screened without a finding in whom a little was changed, some cases in whom a little was changed, some answered almost
 * nothing, some almost everything; numbers often lie at a threshold of some rule or one step beside it.
 */
final class GeneratedProfiles {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String SCREENED = "v01-plain-chronic";

    private final Random random;
    private final Vocabulary vocabulary;
    private final List<FindingDefinition> findings;
    private final List<FindingDefinition> numbers;
    private final List<Exercise> exercises;
    private final List<RuleCard> liftable;
    private final List<Case> cases;
    private final Profile screened;
    private final Map<String, Set<Double>> thresholds = new TreeMap<>();

    GeneratedProfiles(RuleSet rules, long seed) {
        this.random = new Random(seed);
        this.vocabulary = rules.vocabulary();
        this.findings = vocabulary.findings().values().stream()
                .filter(finding -> !finding.cluster())
                .toList();
        this.numbers =
                findings.stream().filter(finding -> finding.type().isNumber()).toList();
        this.exercises = rules.catalogue();
        this.liftable = rules.knowledge().rules().stream()
                .filter(rule -> rule.lift().isPresent() && rule.says(Restrict.class))
                .toList();
        this.cases = CaseReader.read(rules.knowledge(), TODAY);
        this.screened = cases.stream()
                .filter(tried -> tried.id().equals(SCREENED))
                .map(Case::profile)
                .findFirst()
                .orElseThrow();
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

    /** So many profiles. */
    List<Profile> take(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    Profile next() {
        Profile start = random.nextInt(3) == 0 ? one(cases).profile() : screened;
        Map<String, Answer> answers = new HashMap<>();
        switch (random.nextInt(8)) {
            case 0 -> change(answers, findings, random.nextInt(7), 0.5);
            case 1 -> change(answers, findings, findings.size(), 0.05 + random.nextInt(2) * 0.35);
            case 2 -> {
                answers.putAll(start.answers());
                change(answers, numbers, 1 + random.nextInt(4), 0);
            }
            default -> {
                answers.putAll(start.answers());
                change(answers, findings, 1 + random.nextInt(5), 0.7);
            }
        }
        List<Attestation> attestations = new ArrayList<>(start.attestations());
        List<Workout> log = new ArrayList<>(start.trainingLog());
        for (int i = random.nextInt(5); i > 2; i--) {
            attest(attestations);
        }
        if (random.nextInt(3) == 0) {
            train(log, start.at());
        }
        return new Profile(Optional.empty(), start.at(), answers, attestations, log);
    }

    // ---- answers

    /** Answers some findings anew; now and then an answer is taken back. */
    private void change(Map<String, Answer> answers, List<FindingDefinition> among, int count, double yes) {
        for (int i = 0; i < count; i++) {
            FindingDefinition finding = one(among);
            if (random.nextInt(6) == 0) {
                answers.remove(finding.code());
            } else {
                answers.put(finding.code(), answer(finding, yes));
            }
        }
        if (random.nextInt(3) == 0) {
            answers.put("setting", answer(vocabulary.finding("setting"), yes));
            answers.put("equipment", answer(vocabulary.finding("equipment"), yes));
        }
    }

    private Answer answer(FindingDefinition finding, double yes) {
        return switch (finding.type()) {
            case BOOLEAN -> random.nextDouble() < yes ? Answer.YES : Answer.NO;
            case INTEGER, DECIMAL -> new Answer.Quantity(number(finding));
            case CHOICE -> new Answer.Choice(one(finding.choices()));
            case CHOICES ->
                new Answer.Choices(new LinkedHashSet<>(
                        some(finding.choices(), random.nextInt(finding.choices().size() + 1))));
        };
    }

    /** At a threshold or one step beside it, else anywhere in the lower part of the range. */
    private double number(FindingDefinition finding) {
        Range range = finding.range().orElseThrow();
        boolean whole = finding.type() == FindingDefinition.Type.INTEGER;
        BigDecimal step = whole ? BigDecimal.ONE : new BigDecimal("0.1");
        List<Double> known = List.copyOf(thresholds.getOrDefault(finding.code(), Set.of()));
        double value = !known.isEmpty() && random.nextInt(3) > 0
                ? BigDecimal.valueOf(one(known))
                        .add(step.multiply(BigDecimal.valueOf(random.nextInt(3) - 1L)))
                        .doubleValue()
                : range.least() + random.nextInt((int) Math.min(101, range.most() - range.least() + 1));
        return Math.max(range.least(), Math.min(range.most(), whole ? Math.rint(value) : value));
    }

    // ---- attestations and training log

    /** What one rule waits for to be lifted, for one exercise that it selects, or a part of it. */
    private void attest(List<Attestation> attestations) {
        RuleCard rule = one(liftable);
        Selector selector = one(rule.conclusions(Restrict.class)).selector();
        Exercise exercise = one(exercises.stream().filter(selector::takes).toList());
        for (String code : rule.lift().orElseThrow().attestations()) {
            if (random.nextInt(8) > 0) {
                AttestationDefinition.Scope scope = vocabulary.attestation(code).scope();
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

    /** Up to twelve entries of the last fortnight; some moments repeat, and some lie after the assessment. */
    private void train(List<Workout> log, LocalDateTime at) {
        for (int i = random.nextInt(12); i >= 0; i--) {
            log.add(new Workout(
                    one(exercises).id(),
                    at.minusHours(12L * random.nextInt(32) - 24).minusMinutes(random.nextInt(4) / 3),
                    score(),
                    score()));
        }
    }

    private OptionalInt score() {
        return random.nextBoolean() ? OptionalInt.of(random.nextInt(11)) : OptionalInt.empty();
    }

    // ---- choosing

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Some of the values, in an order of chance. */
    <T> List<T> some(Collection<T> values, int count) {
        return shuffled(values).subList(0, count);
    }

    /** The values in an order of chance. */
    <T> List<T> shuffled(Collection<T> values) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}

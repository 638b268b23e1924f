package dorsal.rehearsal;

import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.knowledge.Vocabulary;
import dorsal.rehearsal.Observation.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rules that are alike but for the interval of one number, such as pain 4 to 6 and pain 7 to 10, and conclude the same
 * kind of thing: where two neighbours leave numbers out, or share some. An interval inside another is a step of severity
 * and no mistake.
 */
final class NumberBands {
    private final Vocabulary vocabulary;
    private final Map<String, List<Band>> alike = new TreeMap<>();

    private NumberBands(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The numbers for which one branch of a rule fires, all else being as it asks. */
    private record Band(RuleCard rule, Test first, NumberRange range) {}

    static List<Observation> of(RuleSet rules) {
        NumberBands bands = new NumberBands(rules.vocabulary());
        rules.knowledge().rules().forEach(bands::add);
        Set<Observation> found = new LinkedHashSet<>();
        bands.alike.values().forEach(band -> found.addAll(compare(band)));
        return List.copyOf(found);
    }

    private void add(RuleCard rule) {
        String concludes = rule.conclusions().all().stream()
                .filter(conclusion -> !(conclusion instanceof Advise)
                        || rule.conclusions().all().size() == 1)
                .map(conclusion -> conclusion.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
        for (List<Literal> branch : Branches.of(rule.condition())) {
            branch.stream()
                    .map(Literal::test)
                    .filter(test -> test.check() instanceof Check.Compares)
                    .map(test -> test.kind() + " " + test.code())
                    .distinct()
                    .forEach(number -> add(rule, branch, number, concludes));
        }
    }

    private void add(RuleCard rule, List<Literal> branch, String number, String concludes) {
        Set<String> rest = new TreeSet<>();
        Optional<NumberRange> range = Optional.empty();
        Optional<Test> first = Optional.empty();
        for (Literal literal : branch) {
            Test test = literal.test();
            if (test.check() instanceof Check.Compares compares && number.equals(test.kind() + " " + test.code())) {
                first = first.or(() -> Optional.of(test));
                range = Optional.of(range.orElseGet(() -> all(test))
                        .narrowed(compares.operator(), compares.threshold(), literal.negated()));
            } else {
                rest.add(NormalForm.of(literal));
            }
        }
        if (range.isPresent() && !range.get().isEmpty()) {
            alike.computeIfAbsent(number + " " + concludes + " " + rest, key -> new ArrayList<>())
                    .add(new Band(rule, first.orElseThrow(), range.get()));
        }
    }

    private NumberRange all(Test test) {
        return switch (test.kind()) {
            case FINDING -> NumberRange.of(vocabulary.finding(test.code()));
            case LOG_MEASURE -> TrainingDiary.range(test.code());
            default -> {
                NumberRange a = NumberRange.of(vocabulary.finding(test.minuend()));
                NumberRange b = NumberRange.of(vocabulary.finding(test.subtrahend()));
                yield NumberRange.between(a.least() - b.most(), a.most() - b.least(), a.whole() && b.whole());
            }
        };
    }

    /** Neighbours by where they begin; of several rules with one interval each has the same neighbours. */
    private static List<Observation> compare(List<Band> bands) {
        List<Observation> found = new ArrayList<>();
        bands.sort(Comparator.comparing((Band band) -> band.range().least())
                .thenComparing(band -> !band.range().leastIncluded())
                .thenComparing(band -> band.range().most())
                .thenComparing(band -> band.rule().id()));
        for (int i = 0; i < bands.size(); i++) {
            for (int j = i + 1; j < bands.size(); j++) {
                Band lower = bands.get(i);
                Band upper = bands.get(j);
                if (!lower.rule().id().equals(upper.rule().id())) {
                    if (overlaps(lower.range(), upper.range())) {
                        found.add(interval(lower, upper, true));
                    } else if (isGap(lower, upper, bands)) {
                        found.add(interval(lower, upper, false));
                    }
                }
            }
        }
        return found;
    }

    /** True when they share numbers and neither lies within the other. */
    private static boolean overlaps(NumberRange lower, NumberRange upper) {
        boolean within = upper.most() < lower.most()
                || (upper.most() == lower.most() && (lower.mostIncluded() || !upper.mostIncluded()))
                || (lower.least() == upper.least() && lower.leastIncluded() == upper.leastIncluded());
        return !within && !lower.and(upper).isEmpty();
    }

    /** True when numbers lie between them that no other band takes. */
    private static boolean isGap(Band lower, Band upper, List<Band> bands) {
        Optional<NumberRange> between = between(lower.range(), upper.range());
        return between.isPresent()
                && bands.stream()
                        .noneMatch(band -> !band.range().and(between.get()).isEmpty());
    }

    private static Optional<NumberRange> between(NumberRange lower, NumberRange upper) {
        NumberRange between = new NumberRange(
                lower.whole() ? lower.most() + 1 : lower.most(),
                lower.whole() || !lower.mostIncluded(),
                true,
                lower.whole() ? upper.least() - 1 : upper.least(),
                lower.whole() || !upper.leastIncluded(),
                true,
                lower.whole(),
                Set.of());
        return between.isEmpty() ? Optional.empty() : Optional.of(between);
    }

    private static Interval interval(Band lower, Band upper, boolean overlaps) {
        NumberRange numbers = overlaps
                ? lower.range().and(upper.range())
                : between(lower.range(), upper.range()).orElseThrow();
        Test test = upper.first();
        String word = test.kind() == Kind.DIFFERENCE ? test.minuend() : test.code();
        return new Interval(
                lower.rule(),
                upper.rule(),
                test.kind() == Kind.DIFFERENCE ? test.code().replace(" - ", " minus ") : test.code(),
                overlaps,
                numbers.inWords(),
                RuleLines.of(upper.rule(), "when", word));
    }
}

package dorsal.rehearsal;

import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Numbers;
import dorsal.clinical.Operator;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numbers that still fit: an interval, without the numbers in {@code except}. The ends of whole numbers are always
 * included ones.
 *
 * @param leastTested true when a test set the lower end, and not the definition
 * @param mostTested true when a test set the upper end
 */
record NumberRange(
        double least,
        boolean leastIncluded,
        boolean leastTested,
        double most,
        boolean mostIncluded,
        boolean mostTested,
        boolean whole,
        Set<Double> except) {
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /** Everything from one number to another, both included. */
    static NumberRange between(double least, double most, boolean whole) {
        return new NumberRange(least, true, false, most, true, false, whole, Set.of());
    }

    /** Every number that a finding may have. */
    static NumberRange of(FindingDefinition finding) {
        FindingDefinition.Range range = finding.range().orElseThrow();
        boolean whole = finding.type() == FindingDefinition.Type.INTEGER;
        return between(
                whole ? Math.ceil(range.least()) : range.least(),
                whole ? Math.floor(range.most()) : range.most(),
                whole);
    }

    /** Those of these numbers that compare so with a threshold or, negated, do not. */
    NumberRange narrowed(Operator operator, double threshold, boolean negated) {
        return switch (operator) {
            case AT_LEAST -> negated ? to(threshold, false) : from(threshold, true);
            case OVER -> negated ? to(threshold, true) : from(threshold, false);
            case AT_MOST -> negated ? from(threshold, false) : to(threshold, true);
            case UNDER -> negated ? from(threshold, true) : to(threshold, false);
            case EXACTLY -> negated ? without(threshold) : from(threshold, true).to(threshold, true);
        };
    }

    private NumberRange from(double threshold, boolean included) {
        double end = !whole ? threshold : included ? Math.ceil(threshold) : Math.floor(threshold) + 1;
        boolean inside = whole || included;
        if (end < least || (end == least && (inside || !leastIncluded))) {
            return this;
        }
        return new NumberRange(end, inside, true, most, mostIncluded, mostTested, whole, except);
    }

    private NumberRange to(double threshold, boolean included) {
        double end = !whole ? threshold : included ? Math.floor(threshold) : Math.ceil(threshold) - 1;
        boolean inside = whole || included;
        if (end > most || (end == most && (inside || !mostIncluded))) {
            return this;
        }
        return new NumberRange(least, leastIncluded, leastTested, end, inside, true, whole, except);
    }

    private NumberRange without(double number) {
        Set<Double> more = new TreeSet<>(except);
        more.add(number);
        return new NumberRange(least, leastIncluded, leastTested, most, mostIncluded, mostTested, whole, more);
    }

    /** The numbers that are in both. */
    NumberRange and(NumberRange other) {
        NumberRange both = from(other.least, other.leastIncluded).to(other.most, other.mostIncluded);
        for (double number : other.except) {
            both = both.without(number);
        }
        return both;
    }

    boolean isEmpty() {
        if (least > most || (least == most && !(leastIncluded && mostIncluded))) {
            return true;
        }
        if (!whole) {
            return least == most && except.contains(least);
        }
        return most - least < except.size()
                && except.stream()
                                .filter(number -> number >= least && number <= most)
                                .count()
                        > most - least;
    }

    boolean contains(double number) {
        return (number > least || (number == least && leastIncluded))
                && (number < most || (number == most && mostIncluded))
                && (!whole || Math.rint(number) == number)
                && !except.contains(number);
    }

    /** Numbers that show where the range ends: at each end and a step inside, ends that a test set first. */
    List<Double> samples() {
        Set<Double> samples = new LinkedHashSet<>();
        boolean upperFirst = mostTested && !leastTested;
        addEnd(samples, upperFirst);
        addEnd(samples, !upperFirst);
        return samples.stream().filter(this::contains).toList();
    }

    private void addEnd(Set<Double> samples, boolean upper) {
        double end = upper ? most : least;
        int inward = upper ? -1 : 1;
        if (Double.isFinite(end)) {
            samples.add(end);
            samples.add(stepped(end, inward));
            samples.add(stepped(end, 2 * inward));
        }
    }

    /** Numbers just outside each end that a test set, and those excepted. */
    List<Double> justOutside() {
        Set<Double> outside = new LinkedHashSet<>(except);
        if (leastTested) {
            outside.add(leastIncluded ? stepped(least, -1) : least);
        }
        if (mostTested) {
            outside.add(mostIncluded ? stepped(most, 1) : most);
        }
        return List.copyOf(outside);
    }

    private double stepped(double number, int steps) {
        BigDecimal step = whole ? BigDecimal.ONE : TENTH;
        return BigDecimal.valueOf(number)
                .add(step.multiply(BigDecimal.valueOf(steps)))
                .doubleValue();
    }

    /** "6", "6 to 8", "over 12 to under 14": the ends that are left out are said to be. */
    String inWords() {
        if (least == most) {
            return Numbers.plain(least);
        }
        String from = Double.isFinite(least) ? (leastIncluded ? "" : "over ") + Numbers.plain(least) : "anything";
        String to = Double.isFinite(most) ? (mostIncluded ? "" : "under ") + Numbers.plain(most) : "any number";
        return from + " to " + to;
    }
}

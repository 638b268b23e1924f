package dorsal.explanation;

import dorsal.clinical.Answer;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.FindingDefinition.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Numbers between which no rule tells a difference. The ends of whole numbers are always included ones.
 *
 * @param least lower end, in the unit of the finding
 * @param most upper end
 */
record NumberBand(double least, boolean leastIncluded, double most, boolean mostIncluded, boolean whole) {
    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Every number that a finding may have, cut at the numbers that rules compare it with; lowest first. */
    static List<NumberBand> of(FindingDefinition finding, Collection<Double> thresholds) {
        Range range = finding.range().orElseThrow();
        return finding.type() == Type.INTEGER ? ofWhole(range, thresholds) : ofDecimal(range, thresholds);
    }

    private static List<NumberBand> ofWhole(Range range, Collection<Double> thresholds) {
        double most = Math.floor(range.most());
        TreeSet<Double> starts = new TreeSet<>();
        for (double threshold : thresholds) {
            starts.add(Math.ceil(threshold));
            starts.add(Math.floor(threshold) + 1);
        }
        List<NumberBand> bands = new ArrayList<>();
        double start = Math.ceil(range.least());
        for (double next : starts.tailSet(start, false).headSet(most, true)) {
            bands.add(new NumberBand(start, true, next - 1, true, true));
            start = next;
        }
        bands.add(new NumberBand(start, true, most, true, true));
        return bands;
    }

    private static List<NumberBand> ofDecimal(Range range, Collection<Double> thresholds) {
        List<NumberBand> bands = new ArrayList<>();
        double start = range.least();
        boolean included = true;
        for (double threshold : new TreeSet<>(thresholds).subSet(range.least(), true, range.most(), true)) {
            if (start < threshold) {
                bands.add(new NumberBand(start, included, threshold, false, false));
            }
            bands.add(new NumberBand(threshold, true, threshold, true, false));
            start = threshold;
            included = false;
        }
        if (included || start < range.most()) {
            bands.add(new NumberBand(start, included, range.most(), true, false));
        }
        return bands;
    }

    /** The number of this band that is nearest to another; beside an end that is not included, a tenth away from it. */
    double nearest(double number) {
        double low = leastIncluded ? least : beside(least, TENTH);
        double high = mostIncluded ? most : beside(most, TENTH.negate());
        if (low > high) {
            return least == most ? least : low == least ? least : high == most ? most : middle();
        }
        return Math.max(low, Math.min(high, number));
    }

    private double beside(double end, BigDecimal step) {
        double near = BigDecimal.valueOf(end).add(step).doubleValue();
        return contains(near) ? near : middle();
    }

    private double middle() {
        return BigDecimal.valueOf(least)
                .add(BigDecimal.valueOf(most))
                .divide(TWO, 6, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    boolean contains(double number) {
        return (leastIncluded ? number >= least : number > least) && (mostIncluded ? number <= most : number < most);
    }

    /** The lowest number of this band, or one just above its end where that is not included. */
    Answer lowest() {
        return new Answer.Quantity(nearest(least));
    }
}

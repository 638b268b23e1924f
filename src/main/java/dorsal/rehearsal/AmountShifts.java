package dorsal.rehearsal;

import dorsal.assessment.Assessment;
import dorsal.assessment.DoseAdvice;
import dorsal.clinical.Numbers;
import dorsal.knowledge.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a change of rules makes of a patient's review, doses and advice.
 *
 * @param eased a later review, a larger dose (or less rest), a limit or an advice that is gone
 * @param tightened the opposite
 */
public record AmountShifts(List<Shifted> eased, List<Shifted> tightened) {

    /** One of them before and after, in words. */
    public record Shifted(String what, String from, String to) {}

    private static final String NONE = "none";

    static AmountShifts between(Assessment before, Assessment after) {
        AmountShifts shifts = new AmountShifts(new ArrayList<>(), new ArrayList<>());
        shifts.review(before, after);
        shifts.doses(doses(before), doses(after));
        shifts.advice(before, after);
        return shifts;
    }

    private void review(Assessment before, Assessment after) {
        int was = before.review().map(review -> review.weeks()).orElse(Integer.MAX_VALUE);
        int is = after.review().map(review -> review.weeks()).orElse(Integer.MAX_VALUE);
        add(Integer.compare(is, was), "review", weeks(was), weeks(is));
    }

    private static String weeks(int weeks) {
        return weeks == Integer.MAX_VALUE ? NONE : weeks == 1 ? "in 1 week" : "in " + weeks + " weeks";
    }

    private static Map<String, DoseAdvice> doses(Assessment assessment) {
        return assessment.doses().stream()
                .collect(Collectors.toMap(dose -> dose.measure().code(), dose -> dose, (a, b) -> a, TreeMap::new));
    }

    private void doses(Map<String, DoseAdvice> before, Map<String, DoseAdvice> after) {
        var measures = new TreeSet<>(before.keySet());
        measures.addAll(after.keySet());
        for (String measure : measures) {
            DoseAdvice was = before.get(measure);
            DoseAdvice is = after.get(measure);
            if (was == null || is == null) {
                add(is == null ? 1 : -1, measure, words(was), words(is));
            } else if (was.measure().combine() == Measure.Combine.WORDS) {
                boolean lost = !is.words().containsAll(was.words());
                add(lost ? 1 : is.words().equals(was.words()) ? 0 : -1, measure, words(was), words(is));
            } else {
                // more is the gentler dose where the largest counts
                int sign = was.measure().combine() == Measure.Combine.LARGEST ? -1 : 1;
                int least = sign * Double.compare(is.least(), was.least());
                int most = sign * Double.compare(is.most(), was.most());
                add(least > 0 || most > 0 ? 1 : Math.min(least, most), measure, words(was), words(is));
            }
        }
    }

    private static String words(@Nullable DoseAdvice dose) {
        if (dose == null) {
            return NONE;
        }
        if (dose.measure().combine() == Measure.Combine.WORDS) {
            return String.join(", ", dose.words());
        }
        String least = Numbers.plain(dose.least());
        return dose.least() == dose.most() ? least : least + " to " + Numbers.plain(dose.most());
    }

    private void advice(Assessment before, Assessment after) {
        List<String> was = advice(before);
        List<String> is = advice(after);
        was.stream().filter(said -> !is.contains(said)).forEach(said -> add(1, "advice", said, NONE));
        is.stream().filter(said -> !was.contains(said)).forEach(said -> add(-1, "advice", NONE, said));
    }

    private static List<String> advice(Assessment assessment) {
        return assessment.advice().stream()
                .map(said -> said.rule().id() + " (" + said.conclusion().text() + ")")
                .distinct()
                .toList();
    }

    private void add(int direction, String what, String from, String to) {
        if (direction != 0) {
            (direction > 0 ? eased : tightened).add(new Shifted(what, from, to));
        }
    }
}

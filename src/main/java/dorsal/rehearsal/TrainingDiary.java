package dorsal.rehearsal;

import dorsal.clinical.Exercise;
import dorsal.clinical.Workout;
import dorsal.knowledge.TrainingLogTerms;
import dorsal.knowledge.Vocabulary;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Writes a training log that has the measures wanted, as far as single entries can bring them about. */
final class TrainingDiary {
    private static final int MOST_EFFORT = 10;
    private static final int DAYS_IN_A_WEEK = 7;

    private final Vocabulary vocabulary;
    private final TrainingLogTerms terms;
    private final LocalDateTime at;
    private final List<Workout> entries = new ArrayList<>();

    TrainingDiary(Vocabulary vocabulary, LocalDateTime at) {
        this.vocabulary = vocabulary;
        this.terms = vocabulary.trainingLog();
        this.at = at;
    }

    /** What a measure of the training log can be at all. */
    static NumberRange range(String measure) {
        return switch (measure) {
            case "week-load-ratio" -> NumberRange.between(0, Double.POSITIVE_INFINITY, false);
            case "next-day-pain" -> NumberRange.between(0, MOST_EFFORT, true);
            case "heavy-days-in-week" -> NumberRange.between(0, DAYS_IN_A_WEEK + 1.0, true);
            default -> NumberRange.between(0, Double.POSITIVE_INFINITY, true);
        };
    }

    /** Entries that bring about these measures; what was not wanted may come with them. */
    List<Workout> write(Map<String, Double> wanted) {
        entries.clear();
        add(at.minusDays(DAYS_IN_A_WEEK + 3L), idle(), 0, OptionalInt.empty());
        wanted.forEach((measure, value) -> {
            int count = (int) Math.round(value);
            switch (measure) {
                case "recovering-exercises" -> recovering(count);
                case "heavy-days-in-week" -> daily(heavy(), count, 0);
                case "hard-days-in-a-row" -> daily(idle(), count, terms.hardEffort());
                case "next-day-pain" -> add(at, idle(), 0, OptionalInt.of(count));
                default -> {}
            }
        });
        Double ratio = wanted.get("week-load-ratio");
        if (ratio != null) {
            load(ratio);
        }
        return List.copyOf(entries);
    }

    private void recovering(int count) {
        vocabulary.catalogue().stream()
                .filter(exercise -> exercise.recoveryHours() > 0)
                .limit(count)
                .forEach(exercise -> add(at, exercise, 0, OptionalInt.empty()));
    }

    private void daily(Exercise exercise, int days, int effort) {
        for (int day = 0; day < days; day++) {
            add(at.minusDays(day), exercise, effort, OptionalInt.empty());
        }
    }

    /** Adds efforts to both weeks until this week's is nearest to so many times last week's, and not less. */
    private void load(double ratio) {
        int before = entries.stream()
                .filter(entry -> entry.at().isAfter(at.minusDays(DAYS_IN_A_WEEK)))
                .mapToInt(entry -> entry.effort().orElse(0))
                .sum();
        int lastWeek = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int effort = 1; effort <= MOST_EFFORT; effort++) {
            double thisWeek = Math.ceil(ratio * effort - 1e-9);
            double off = thisWeek / effort - ratio;
            if (thisWeek >= before && off < nearest - 1e-9) {
                nearest = off;
                lastWeek = effort;
            }
        }
        if (lastWeek == 0) {
            return;
        }
        add(at.minusDays(DAYS_IN_A_WEEK + 2L), idle(), lastWeek, OptionalInt.empty());
        int missing = (int) Math.ceil(ratio * lastWeek - 1e-9) - before;
        for (int entry = 0; missing > 0; entry++) {
            int effort = Math.min(missing, Math.max(1, terms.hardEffort() - 1));
            add(at.minusHours(entry), idle(), effort, OptionalInt.empty());
            missing -= effort;
        }
    }

    private void add(LocalDateTime when, Exercise exercise, int effort, OptionalInt painNextDay) {
        entries.add(new Workout(exercise.id(), when, OptionalInt.of(effort), painNextDay));
    }

    private Exercise heavy() {
        return first(exercise -> exercise.movements().contains(terms.heavyMovement()));
    }

    /** The exercise that asks least of recovery, so that it brings nothing else about. */
    private Exercise idle() {
        return first(exercise -> true);
    }

    private Exercise first(Predicate<Exercise> which) {
        return vocabulary.catalogue().stream()
                .filter(which)
                .min(Comparator.comparingInt(Exercise::recoveryHours).thenComparing(Exercise::id))
                .orElseGet(() -> vocabulary.catalogue().get(0));
    }
}

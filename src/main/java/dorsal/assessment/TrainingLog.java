package dorsal.assessment;

import dorsal.clinical.Exercise;
import dorsal.clinical.Profile;
import dorsal.clinical.Workout;
import dorsal.knowledge.TrainingLogTerms;
import dorsal.knowledge.Vocabulary;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the training log of a profile says at the profile's date. Entries later than that are ignored; with no entry left,
 * every measure is unknown. Hours are exact; days are calendar days.
 */
final class TrainingLog {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Vocabulary vocabulary;
    private final TrainingLogTerms terms;
    private final LocalDateTime now;
    private final List<Workout> entries;
    private final List<Workout> ignored;

    TrainingLog(Profile profile, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.terms = vocabulary.trainingLog();
        this.now = profile.at();
        this.entries = profile.trainingLog().stream()
                .filter(entry -> !entry.at().isAfter(now))
                .toList();
        this.ignored = profile.trainingLog().stream()
                .filter(entry -> entry.at().isAfter(now))
                .sorted(Comparator.comparing(Workout::at).thenComparing(Workout::exercise))
                .toList();
    }

    /** Entries later than the profile's date. */
    List<Workout> ignored() {
        return ignored;
    }

    /** Every measure that the log can give, by its name in the sentences. */
    Map<String, Double> measures() {
        Map<String, Double> measures = new TreeMap<>();
        if (entries.isEmpty()) {
            return measures;
        }
        measures.put("recovering-exercises", (double) recoveringExercises());
        measures.put("heavy-days-in-week", (double) heavyDays());
        measures.put("hard-days-in-a-row", (double) hardDaysInARow());
        weekLoadRatio().ifPresent(ratio -> measures.put("week-load-ratio", ratio));
        nextDayPain().ifPresent(pain -> measures.put("next-day-pain", (double) pain));
        return measures;
    }

    /** True when a region of the exercise was loaded and is still within the recovery of what loaded it. */
    boolean isRecovering(Exercise exercise) {
        return exercise.recoveryHours() > 0
                && entries.stream().anyMatch(entry -> isRecovering(entry) && shareRegion(entry, exercise));
    }

    private boolean isRecovering(Workout entry) {
        return age(entry).compareTo(Duration.ofHours(exercise(entry).recoveryHours())) < 0;
    }

    private boolean shareRegion(Workout entry, Exercise exercise) {
        return exercise(entry).regions().stream()
                .anyMatch(loaded -> exercise.regions().stream().anyMatch(region -> vocabulary.overlap(loaded, region)));
    }

    private Duration age(Workout entry) {
        return Duration.between(entry.at(), now);
    }

    private Exercise exercise(Workout entry) {
        return vocabulary.exercise(entry.exercise());
    }

    private boolean isWithin(Workout entry, Duration least, Duration most) {
        return age(entry).compareTo(least) >= 0 && age(entry).compareTo(most) < 0;
    }

    private long recoveringExercises() {
        return entries.stream()
                .filter(this::isRecovering)
                .map(Workout::exercise)
                .distinct()
                .count();
    }

    private long heavyDays() {
        return entries.stream()
                .filter(entry -> isWithin(entry, Duration.ZERO, WEEK))
                .filter(entry -> exercise(entry).movements().contains(terms.heavyMovement()))
                .map(entry -> entry.at().toLocalDate())
                .distinct()
                .count();
    }

    private boolean isHard(Workout entry) {
        return entry.effort().isPresent()
                ? entry.effort().getAsInt() >= terms.hardEffort()
                : exercise(entry).recoveryHours() >= terms.hardRecoveryHours();
    }

    /** Counted back from today if today was hard, else from yesterday. */
    private int hardDaysInARow() {
        Set<LocalDate> hardDays = entries.stream()
                .filter(this::isHard)
                .map(entry -> entry.at().toLocalDate())
                .collect(Collectors.toSet());
        LocalDate day = now.toLocalDate();
        if (!hardDays.contains(day)) {
            day = day.minusDays(1);
        }
        int days = 0;
        while (hardDays.contains(day)) {
            days++;
            day = day.minusDays(1);
        }
        return days;
    }

    private OptionalDouble weekLoadRatio() {
        double thisWeek = load(Duration.ZERO, WEEK);
        double lastWeek = load(WEEK, WEEK.multipliedBy(2));
        return lastWeek == 0 ? OptionalDouble.empty() : OptionalDouble.of(thisWeek / lastWeek);
    }

    private double load(Duration least, Duration most) {
        return entries.stream()
                .filter(entry -> isWithin(entry, least, most))
                .mapToInt(entry -> entry.effort().orElse(terms.effortIfNotNoted()))
                .sum();
    }

    /** Of the latest entry of this week that notes it; of several at that moment, the highest. */
    private OptionalInt nextDayPain() {
        List<Workout> noted = entries.stream()
                .filter(entry -> isWithin(entry, Duration.ZERO, WEEK))
                .filter(entry -> entry.painNextDay().isPresent())
                .toList();
        return noted.stream()
                .map(Workout::at)
                .max(Comparator.naturalOrder())
                .map(latest -> noted.stream()
                        .filter(entry -> entry.at().equals(latest))
                        .mapToInt(entry -> entry.painNextDay().orElse(0))
                        .max())
                .orElse(OptionalInt.empty());
    }
}

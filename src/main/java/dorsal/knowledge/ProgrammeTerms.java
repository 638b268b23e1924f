package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Condition;
import dorsal.clinical.Exercise;
import dorsal.clinical.Exercise.Dose;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a week is put together from what the rules leave ({@code rules/programme.yaml}).
 *
 * @param parts in the order in which a day is done
 * @param exerciseDoses for exercises dosed apart from their part: the measures that dose each amount
 * @param effortAtMost the effort, 0 to 10, that goes with each ceiling; a ceiling that is not listed caps nothing
 * @param secondsPerRepetition to estimate how long a session takes
 * @param changes what rules that fired do to the amounts; the first that fired counts
 */
public record ProgrammeTerms(
        List<Part> parts,
        Map<String, Map<String, List<String>>> exerciseDoses,
        Frame frame,
        List<Spaced> spaced,
        List<Matched> matched,
        Map<Ceiling, Integer> effortAtMost,
        int secondsPerRepetition,
        List<Change> changes) {
    /** The amounts of an exercise that a part can name measures for, in the order in which they are said. */
    public static final List<String> AMOUNTS = List.of(
            "sets", "reps", "hold-seconds", "minutes", "times-a-day", "every-minutes", "effort", "start-percent");

    public ProgrammeTerms {
        parts = List.copyOf(parts);
        exerciseDoses = Map.copyOf(exerciseDoses);
        spaced = List.copyOf(spaced);
        matched = List.copyOf(matched);
        effortAtMost = Map.copyOf(effortAtMost);
        changes = List.copyOf(changes);
    }

    /** For each amount of an exercise in a part, the measures that dose it: those of the part and its own. */
    public Map<String, List<String>> measures(Exercise exercise, Part part) {
        Map<String, List<String>> own = exerciseDoses.getOrDefault(exercise.id(), Map.of());
        if (own.isEmpty()) {
            return part.dose();
        }
        Map<String, List<String>> measures = new HashMap<>(part.dose());
        own.forEach((amount, more) -> measures.merge(
                amount,
                more,
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        return measures;
    }

    /** On which days a part is done. */
    public enum On {
        SESSION_START,
        SESSION,
        ANY_DAY,
        GENTLE_DAY,
        SESSION_END;

        /** True when the part belongs to a day of this kind. */
        public boolean fits(boolean session) {
            return this == ANY_DAY || session == (this != GENTLE_DAY);
        }
    }

    /**
     * A part of the week.
     *
     * @param days the measure of its days in a week
     * @param usualDays its days where no rule that fired doses them
     * @param eachDay true when it is done on every day of its kind
     * @param weekMinutes the measure of its minutes in a week
     * @param dose the measures that dose each amount of its exercises
     * @param when only for patients of whom this holds
     * @param goals answers that ask for more of it
     * @param exercises how many in a day that holds it
     * @param more how many under a condition
     * @param outsideSession true when it takes none of the session's time
     * @param rule the rule that asks for it
     */
    public record Part(
            String code,
            String name,
            On on,
            Selection takes,
            Optional<String> days,
            Optional<Dose> usualDays,
            boolean eachDay,
            Optional<String> weekMinutes,
            Map<String, List<String>> dose,
            Optional<Condition> when,
            List<String> goals,
            int exercises,
            List<More> more,
            boolean outsideSession,
            String rule) {
        public Part {
            dose = Map.copyOf(dose);
            goals = List.copyOf(goals);
            more = List.copyOf(more);
        }
    }

    /** So many exercises of a part where a condition holds. */
    public record More(Condition when, int exercises) {}

    /**
     * Which exercises count: those that meet every criterion given.
     *
     * @param qualities one is enough; the first is the one meant most
     * @param movements one is enough
     * @param notMovements none of these
     */
    public record Selection(
            List<String> qualities,
            Set<String> movements,
            Set<String> notMovements,
            Set<Ceiling> demands,
            Set<String> categories,
            Set<String> settings) {
        public Selection {
            qualities = List.copyOf(qualities);
            movements = Set.copyOf(movements);
            notMovements = Set.copyOf(notMovements);
            demands = Set.copyOf(demands);
            categories = Set.copyOf(categories);
            settings = Set.copyOf(settings);
        }

        public boolean takes(Exercise exercise) {
            return meets(qualities, exercise.qualities())
                    && meets(movements, exercise.movements())
                    && Collections.disjoint(notMovements, exercise.movements())
                    && (demands.isEmpty() || demands.contains(exercise.demand()))
                    && (categories.isEmpty() || categories.contains(exercise.category()))
                    && meets(settings, exercise.settings());
        }

        private static boolean meets(Collection<String> wanted, Collection<String> had) {
            return wanted.isEmpty() || !Collections.disjoint(wanted, had);
        }
    }

    /** The names that rules and findings have for what holds for the whole week. */
    public record Frame(
            String sessions,
            String fullRestDays,
            String unloadedDays,
            String restAfterLoadedDay,
            String sessionExercises,
            String sessionMinutes,
            String dailyDemands,
            String restBetweenSets,
            String sameRegion,
            String progress,
            String startLoad,
            String loadMovement,
            String daysAnswer,
            String minutesAnswer,
            String goalsAnswer,
            String levelAnswer) {}

    /**
     * Exercises with all of some movements, that are spaced further than by their own recovery hours.
     *
     * @param days the measure of their days in a week
     * @param gapHours the measure of the hours between two of them
     */
    public record Spaced(String name, Set<String> movements, String days, String gapHours, String rule) {
        public Spaced {
            movements = Set.copyOf(movements);
        }
    }

    /**
     * So many of one kind of exercise, at most, for each one of another.
     *
     * @param measure of how many
     */
    public record Matched(String name, String measure, Kind many, Kind few, String rule) {}

    /** Exercises that have one of some movements, are of some category, or are named. */
    public record Kind(Set<String> movements, Set<String> categories, Set<String> exercises) {
        public Kind {
            movements = Set.copyOf(movements);
            categories = Set.copyOf(categories);
            exercises = Set.copyOf(exercises);
        }

        public boolean takes(Exercise exercise) {
            return exercises.contains(exercise.id())
                    || categories.contains(exercise.category())
                    || !Collections.disjoint(movements, exercise.movements());
        }
    }

    /**
     * What a rule that fired does to the amounts.
     *
     * @param by the measure that says by how much, where one does
     * @param percent by how much, where no measure says it
     */
    public record Change(String rule, Effect effect, Optional<String> by, OptionalInt percent) {
        /** In which way the amounts change. */
        public enum Effect {
            CUT,
            EASIER,
            SIMPLIFY,
            HOLD,
            PROGRESS;

            private final String code = name().toLowerCase(Locale.ROOT);

            /** The word used in {@code programme.yaml}, cases and JSON. */
            public String code() {
                return code;
            }
        }
    }
}

package dorsal.programme;

import dorsal.assessment.ExerciseVerdict;
import dorsal.knowledge.ProgrammeTerms.Change.Effect;
import dorsal.knowledge.ProgrammeTerms.Part;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Seven days from the day of the assessment.
 *
 * @param withheld why nothing is planned, when nothing is; then there are no days
 * @param unmet what balance asks for and this week does not hold
 * @param adjustment what the response so far does to the amounts; absent when nothing is known of it
 */
public record Week(Optional<String> withheld, List<Day> days, List<Unmet> unmet, Optional<Adjustment> adjustment) {
    public Week {
        days = List.copyOf(days);
        unmet = List.copyOf(unmet);
    }

    static Week withheld(String why) {
        return new Week(Optional.of(why), List.of(), List.of(), Optional.empty());
    }

    /**
     * One day.
     *
     * @param day 1 is the day of the assessment
     * @param rest a named rest day: nothing is planned
     * @param session strength and stability work are done
     */
    public record Day(int day, LocalDate date, boolean rest, boolean session, List<Item> items) {
        public Day {
            items = List.copyOf(items);
        }
    }

    /**
     * One exercise on one day.
     *
     * @param dose amounts by name, in the order of {@link Dosage}; effort 0 to 10, times in the unit of the name
     * @param condition what to observe, when it is to be done with caution
     * @param rule the rule that asks for its part
     * @param why in a sentence
     */
    public record Item(
            ExerciseVerdict verdict,
            Part part,
            Map<String, Double> dose,
            Optional<String> condition,
            String rule,
            String why) {
        public Item {
            dose = Collections.unmodifiableMap(new LinkedHashMap<>(dose));
        }

        public String exercise() {
            return verdict.exercise().id();
        }

        /** True when it stands there for this part of the week. */
        public boolean isFor(Part other) {
            return part.code().equals(other.code());
        }
    }

    /**
     * Something a balanced week holds and this one does not.
     *
     * @param part the code of the part that is missing, or the name of what does not match
     * @param rule the rule that asks for it or that keeps it out
     */
    public record Unmet(String part, String what, String why, String rule) {}

    /** What a rule that fired does to the amounts of this week. */
    public record Adjustment(Effect effect, String why, String rule) {}
}

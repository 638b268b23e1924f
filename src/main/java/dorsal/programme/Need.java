package dorsal.programme;

import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Exercise.Dose;
import dorsal.knowledge.ProgrammeTerms.Part;
import java.util.List;
import java.util.Optional;

/**
 * How much of one part this patient's week should hold.
 *
 * @param days least and most days; absent for a part that is done on every day of its kind
 * @param target the days aimed at, between the two
 * @param exercises how many in a day that holds it
 * @param candidates usable and available exercises that count for it, best first
 * @param weekMinutes the minutes of the week aimed at, where the rules give any
 * @param rule the rule to cite: the one that asks for the part, or one that doses its days
 */
record Need(
        Part part,
        Optional<Dose> days,
        int target,
        int exercises,
        List<ExerciseVerdict> candidates,
        Optional<Double> weekMinutes,
        String rule) {
    Need {
        candidates = List.copyOf(candidates);
    }

    Need with(int fewer) {
        return new Need(part, days, target, fewer, candidates, weekMinutes, rule);
    }

    /** Part of the balance of strength, stability and so on, not of how a session is begun or ended. */
    boolean isCounted() {
        return days.isPresent();
    }
}

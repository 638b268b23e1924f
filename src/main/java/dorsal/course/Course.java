package dorsal.course;

import dorsal.assessment.Said;
import dorsal.clinical.Answer;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What has changed over the visits of one patient. What is new or otherwise is so since the visit before the latest.
 *
 * @param visits oldest first
 * @param rules those that say the direction, by id; empty when it is unknown
 * @param newEscalations those that did not fire at the visit before, most urgent first
 * @param urgencyBefore at the visit before; empty for a first visit
 * @param notRepeated what some earlier visit answered and the latest does not, in the order of the findings
 * @param verdictsChanged by exercise
 * @param reviewDue when the latest visit wants the patient seen again
 * @param reviewWasDue when the visit before wanted that
 * @param reviewOverdueDays how many days after that the latest visit was; 0 when in time, empty when none was due
 */
public record Course(
        List<Visit> visits,
        Direction direction,
        List<String> rules,
        List<NewSign> newSigns,
        List<Said<Escalate>> newEscalations,
        Optional<Urgency> urgencyBefore,
        List<NotRepeated> notRepeated,
        List<ChangedVerdict> verdictsChanged,
        Optional<Due> reviewDue,
        Optional<Due> reviewWasDue,
        OptionalLong reviewOverdueDays) {
    public Course {
        visits = List.copyOf(visits);
        rules = List.copyOf(rules);
        newSigns = List.copyOf(newSigns);
        newEscalations = List.copyOf(newEscalations);
        notRepeated = List.copyOf(notRepeated);
        verdictsChanged = List.copyOf(verdictsChanged);
    }

    public LocalDate since() {
        return visits.get(0).at().toLocalDate();
    }

    /** Where a patient is heading. */
    public enum Direction {
        BETTER,
        UNCHANGED,
        WORSE,
        UNKNOWN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One visit, assessed with what was known then.
     *
     * @param pain empty when it was not answered
     * @param adherence empty when it was not answered
     */
    public record Visit(
            LocalDateTime at,
            Urgency urgency,
            Ceiling ceiling,
            boolean hold,
            Optional<Double> pain,
            Optional<Double> adherence) {}

    /**
     * A red flag that was not there at the visit before.
     *
     * @param before empty when it was not answered then
     */
    public record NewSign(FindingDefinition finding, Answer now, Optional<Answer> before) {}

    /** An answer that was not given again, with the day it was last given. */
    public record NotRepeated(String finding, Answer value, LocalDate date) {}

    /** An exercise with another verdict than at the visit before. */
    public record ChangedVerdict(Exercise exercise, Verdict before, Verdict now) {}

    /** The day by which rules want a patient seen again. */
    public record Due(LocalDate date, List<String> rules) {
        public Due {
            rules = List.copyOf(rules);
        }
    }
}

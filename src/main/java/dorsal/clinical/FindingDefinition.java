package dorsal.clinical;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be known about a patient.
 *
 * @param code its name in rules and profiles
 * @param question as a clinician asks it
 * @param choices the values of a choice, in the order asked; empty for other types
 * @param unit of a number, for example {@code weeks}; empty where there is none
 * @param range of a number; empty for other types
 * @param redFlag a yes can, alone or in a cluster, cause an escalation
 * @param askFirst an answer is needed before any exercise can be cleared
 * @param derived rules may conclude yes
 * @param cluster derived and never asked: used inside rules only
 * @param canChange the patient or clinician can change it over time; absent in the file means fixed, which is the safe side
 * @param askWhen when the question is worth asking now; absent means only when a rule asks
 * @param codings code of the positive answer by code system, for import
 */
public record FindingDefinition(
        String code,
        String question,
        Type type,
        List<String> choices,
        String unit,
        Optional<Range> range,
        String group,
        boolean redFlag,
        boolean askFirst,
        boolean derived,
        boolean cluster,
        boolean canChange,
        Optional<Condition> askWhen,
        Map<String, Coding> codings) {

    public FindingDefinition {
        choices = List.copyOf(choices);
        codings = Map.copyOf(codings);
    }

    /** The same finding, worth asking when a condition holds. */
    public FindingDefinition askedWhen(Optional<Condition> condition) {
        return new FindingDefinition(
                code, question, type, choices, unit, range, group, redFlag, askFirst, derived, cluster, canChange,
                condition, codings);
    }

    /** How a finding is answered. */
    public enum Type {
        BOOLEAN,
        INTEGER,
        DECIMAL,
        CHOICE,
        CHOICES;

        public boolean isNumber() {
            return this == INTEGER || this == DECIMAL;
        }
    }

    /** The values a number may take, both ends included. */
    public record Range(double least, double most) {
        public boolean contains(double value) {
            return value >= least && value <= most;
        }

        @Override
        public String toString() {
            return Numbers.plain(least) + " to " + Numbers.plain(most);
        }
    }

    /** A code of the positive answer in a code system, and how sure its authors were of it. */
    public record Coding(String code, String sure, Optional<String> note) {}
}

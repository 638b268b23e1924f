package dorsal.knowledge;

import dorsal.clinical.Urgency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a patient's handout says beside the plan ({@code rules/handout.yaml}), in plain words.
 *
 * @param urgency the box at the top, by how urgent it is
 * @param noPlanInEmergency said when nothing is planned because medical care comes first
 * @param noPlanOnHold said when nothing is planned because questions are open
 * @param noPlan said when nothing is planned for another reason
 * @param stop signs to stop at once
 * @param pain what to do at which pain
 * @param effort how hard it feels, easiest first
 * @param general said on every handout
 * @param discreet what is not named on a paper that others may read
 * @param plain what a rule says, in words for a patient, by its id
 */
public record HandoutTerms(
        Map<Urgency, Box> urgency,
        String noPlanInEmergency,
        String noPlanOnHold,
        String noPlan,
        List<Stop> stop,
        List<Pain> pain,
        List<Effort> effort,
        List<String> general,
        Discreet discreet,
        Map<String, String> plain) {
    public HandoutTerms {
        urgency = Map.copyOf(urgency);
        stop = List.copyOf(stop);
        pain = List.copyOf(pain);
        effort = List.copyOf(effort);
        general = List.copyOf(general);
        plain = Map.copyOf(plain);
    }

    /**
     * The heading of a box and its sentence.
     *
     * @param when how soon, where that is not left to the rules
     */
    public record Box(String title, String text, Optional<String> when) {}

    /** A sign, and the destinations to call. */
    public record Stop(String sign, List<String> call) {}

    /** A range of pain, 0 to 10, and what to do. */
    public record Pain(String pain, String what) {}

    /** The words for effort up to a number, 0 to 10. */
    public record Effort(int upTo, String words) {}

    /**
     * Escalations that a paper must not name, since others at home may read it.
     *
     * @param rules those that make them, by id
     * @param title the heading that stands for them
     * @param call whom to speak with
     */
    public record Discreet(Set<String> rules, String title, String call) {
        public Discreet {
            rules = Set.copyOf(rules);
        }
    }
}

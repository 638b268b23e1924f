package dorsal.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A clinician decided otherwise than the rules.
 *
 * @param number its audit entry
 * @param visit the visit whose result was overridden
 * @param withdrawn set once it was taken back
 */
public record ClinicalOverride(
        long number,
        String patient,
        long visit,
        Instant at,
        String by,
        Decision decision,
        Optional<Withdrawal> withdrawn) {

    /** What is overridden. */
    public enum Kind {
        VERDICT,
        ESCALATION;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** The word used in the database and in exports. */
        public String code() {
            return code;
        }
    }

    /**
     * What was decided.
     *
     * @param what the id of the exercise, or of the rule that escalates
     * @param rules the ids of the rules overridden, at least one
     * @param was the verdict or urgency that the rules gave
     * @param becomes the one that the clinician gives
     * @param code the coded reason
     * @param reason in the clinician's words; may be empty
     */
    public record Decision(
            Kind kind, String what, List<String> rules, String was, String becomes, String code, String reason) {
        public Decision {
            rules = List.copyOf(rules);
            if (rules.isEmpty() || what.isBlank() || code.isBlank()) {
                throw new ChartRefusal("An override names what it overrides, at least one rule, and a coded reason.");
            }
        }
    }

    /** That it was taken back. */
    public record Withdrawal(long number, Instant at, String by, String reason) {}
}

package dorsal.store;

import dorsal.clinical.Urgency;
import java.time.Instant;
import java.util.List;

/**
 * An assessment that was saved.
 *
 * @param number its audit entry; grows with time over all patients
 * @param profile the text as it was entered
 * @param result JSON as it was answered
 * @param fingerprint of the rule set that answered
 * @param rules the ids of the rules that spoke in the result
 */
public record Visit(
        long number,
        String patient,
        Instant at,
        String by,
        String profile,
        String result,
        String fingerprint,
        Urgency urgency,
        List<String> rules) {
    public Visit {
        rules = List.copyOf(rules);
    }

    /** A visit without its long texts, for lists. */
    public record Summary(long number, Instant at, String by, String fingerprint, Urgency urgency) {}

    /**
     * A visit to save.
     *
     * @param state {@link Patient#state()} as it was read; an older one is refused
     * @param rules the ids of the rules that speak in the result, each once
     */
    public record Entered(
            String patient,
            long state,
            String profile,
            String result,
            String fingerprint,
            Urgency urgency,
            List<String> rules) {
        public Entered {
            rules = List.copyOf(rules);
        }
    }
}

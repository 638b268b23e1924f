package dorsal.assessment;

import dorsal.clinical.Verdict;

/**
 * That a clinician decided otherwise of an exercise than the rules say.
 *
 * @param ruled what the rules say
 * @param by who decided
 * @param reason in words
 * @param counts false while a hold or an emergency keeps back what was eased
 */
public record Decided(Verdict ruled, Verdict becomes, String by, String reason, boolean counts) {

    /** What the rules say and what was decided, with the reason, in a sentence. */
    public String sentence() {
        return "The rules say %s; %s decided %s: %s%s"
                .formatted(
                        ruled.code(),
                        by,
                        becomes.code(),
                        reason.endsWith(".") ? reason : reason + ".",
                        counts ? "" : " It has no effect while there is a hold or an emergency.");
    }
}

package dorsal.explanation;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;

/** One thing to change, or to ask and find so, or to attest. */
public sealed interface Suggestion {
    /** A finding gets another answer, or its first. */
    record Answered(String finding, Answer to) implements Suggestion {}

    /** A clinician records a word. */
    record Attested(Attestation attestation) implements Suggestion {}
}

package dorsal.assessment;

import dorsal.clinical.Answer;
import java.util.List;
import java.util.Optional;

/** Something of the patient's own that made a rule fire. */
public sealed interface Because {
    /**
     * A finding.
     *
     * @param value empty when the rule fired because nobody answered
     * @param from the answers and questions a concluded finding goes back to; empty for what was answered
     * @param by the rules that concluded it; empty for what was answered
     */
    record OfFinding(String finding, Optional<Answer> value, List<String> from, List<String> by) implements Because {}

    /** A measure of the training log. */
    record OfLog(String measure, double value) implements Because {}

    /** An attestation for the whole patient. */
    record OfAttestation(String attestation) implements Because {}
}

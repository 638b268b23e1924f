package dorsal.clinical;

/**
 * A clinician's recorded word.
 *
 * @param target the exercise or movement it is about; empty when it is about the patient
 */
public record Attestation(String code, String target) {}

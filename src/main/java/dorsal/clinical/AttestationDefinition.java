package dorsal.clinical;

/** What a clinician may attest, and how far it reaches. */
public record AttestationDefinition(String code, Scope scope, String meaning) {
    /** What an attestation has to name. */
    public enum Scope {
        /** Counts for the one exercise it names. */
        EXERCISE,
        /** Names one movement; counts for an exercise when every movement that selected the exercise is attested. */
        MOVEMENT,
        /** Counts for the whole patient. */
        PATIENT
    }
}

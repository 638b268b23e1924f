package dorsal.clinical;

/** What a rule rests on. */
public enum Grade {
    /** A guideline or systematic review. */
    A,
    /** A trial, cohort or biomechanical study. */
    B,
    /** Consensus or extrapolation. */
    C,
    /** The seed article, or the user's own words. */
    S
}

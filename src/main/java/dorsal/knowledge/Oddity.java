package dorsal.knowledge;

import java.util.Locale;

/** What an analysis of the rules can point at: each a likely mistake, unless somebody meant it and says so. */
public enum Oddity {
    /** No answers can make the rule fire. */
    NEVER_FIRES,
    /** Rules with the same condition. */
    SAME_CONDITION,
    /** Another rule says as much whenever this one fires. */
    COVERED,
    /** A rule offers an exercise that is avoided whenever it fires. */
    AVOIDED_OFFER,
    /** A rule offers an exercise that was withheld from every patient tried for whom it fired. */
    WITHHELD_OFFER,
    /** Rules alike but for a number leave numbers between them out. */
    GAP,
    /** Rules alike but for a number share numbers. */
    OVERLAP,
    UNUSED_FINDING,
    UNUSED_ATTESTATION,
    UNUSED_MOVEMENT,
    /** No rule restricts the exercise by name or movement. */
    UNREACHED_EXERCISE,
    /** No rule says anything to a patient, those aside that always fire. */
    NOTHING_SAID,
    /** The evidence of a rule was last gone through too long ago. */
    REVIEW_DUE;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** True when somebody can mean it so; that nothing is said to a patient is about nobody's rule. */
    public boolean canBeAccepted() {
        return this != NOTHING_SAID;
    }

    /** Its name in {@code accepted.yaml} and in reports. */
    public String code() {
        return code;
    }
}

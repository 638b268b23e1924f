package dorsal.knowledge;

import java.util.Locale;

/** What an analysis of the rules can point at: each a likely mistake, unless somebody meant it and says so. */
public enum Oddity {
    /** No answers can make the rule fire. */
    NEVER_FIRES(Subject.RULE),
    /** Rules with the same condition. */
    SAME_CONDITION(Subject.RULE),
    /** Another rule says as much whenever this one fires. */
    COVERED(Subject.RULE),
    /** A rule offers an exercise that is avoided whenever it fires. */
    AVOIDED_OFFER(Subject.RULE_OR_EXERCISE),
    /** A rule offers an exercise that was withheld from every patient tried for whom it fired. */
    WITHHELD_OFFER(Subject.RULE_OR_EXERCISE),
    /** Rules alike but for a number leave numbers between them out. */
    GAP(Subject.RULE),
    /** Rules alike but for a number share numbers. */
    OVERLAP(Subject.RULE),
    UNUSED_FINDING(Subject.FINDING),
    UNUSED_ATTESTATION(Subject.ATTESTATION),
    UNUSED_MOVEMENT(Subject.MOVEMENT),
    /** No rule restricts the exercise by name or movement. */
    UNREACHED_EXERCISE(Subject.EXERCISE),
    /** No rule says anything to a patient, those aside that always fire. */
    NOTHING_SAID(Subject.NOBODY),
    /** The evidence of a rule was last gone through too long ago. */
    REVIEW_DUE(Subject.RULE);

    /** What it is about. */
    public enum Subject {
        RULE("a rule"),
        RULE_OR_EXERCISE("a rule or exercise"),
        FINDING("a finding"),
        ATTESTATION("an attestation"),
        MOVEMENT("a movement"),
        EXERCISE("an exercise"),
        NOBODY("anything that can be accepted");

        private final String words;

        Subject(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private final Subject subject;
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Oddity(Subject subject) {
        this.subject = subject;
    }

    public Subject subject() {
        return subject;
    }

    /** Its name in {@code accepted.yaml} and in reports. */
    public String code() {
        return code;
    }
}

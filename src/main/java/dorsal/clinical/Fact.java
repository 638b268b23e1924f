package dorsal.clinical;

/**
 * One thing that holds for the patient, as the rules see it. A session is given facts only: what is absent is unknown,
 * and that nobody answered is a fact of its own ({@link Unanswered}), so that no rule ever fires on an absence.
 */
public sealed interface Fact {
    /** What the fact is about: a finding, an attestation, a log measure; empty where there is only one. */
    String code();

    /** An answered or concluded finding. */
    record Finding(String code, Answer answer) implements Fact {}

    /** A finding that was not answered. */
    record Unanswered(String code) implements Fact {}

    /** One number minus another, when both were answered. */
    record Difference(String minuend, String subtrahend, double value) implements Fact {
        @Override
        public String code() {
            return code(minuend, subtrahend);
        }

        public static String code(String minuend, String subtrahend) {
            return minuend + " - " + subtrahend;
        }
    }

    /** What the training log says of one measure, when it can say. */
    record LogMeasure(String code, double value) implements Fact {}

    /** An attestation for the whole patient. */
    record OnRecord(String code) implements Fact {}

    /** A finding that was answered no although a rule concludes yes. */
    record Contradiction(String code) implements Fact {}

    /** The highest urgency of all escalations that fired. */
    record OverallUrgency(Urgency urgency) implements Fact {
        @Override
        public String code() {
            return "";
        }
    }

    /** The patient, of whom rules without a condition speak. */
    record Patient() implements Fact {
        @Override
        public String code() {
            return "";
        }
    }
}

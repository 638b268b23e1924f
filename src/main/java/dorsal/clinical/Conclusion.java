package dorsal.clinical;

import java.util.List;

/** One thing a rule says once it has fired. */
public sealed interface Conclusion {
    /** A derived finding is yes. */
    record Conclude(String finding) implements Conclusion {}

    /** The selected exercises are avoided, or used with caution. */
    record Restrict(Verdict verdict, Selector selector) implements Conclusion {
        public Restrict {
            if (verdict != Verdict.AVOID && verdict != Verdict.CAUTION) {
                throw new IllegalArgumentException("No rule asserts " + verdict + ".");
            }
        }
    }

    /** The patient must be seen. */
    record Escalate(Urgency urgency, String within, List<String> to) implements Conclusion {}

    /** No exercise harder than this. */
    record Limit(Ceiling ceiling) implements Conclusion {}

    /** Answers that must come first are missing: nothing may be shown as permitted or caution. */
    record Hold() implements Conclusion {}

    /** These findings should be asked. */
    record Ask(List<String> findings) implements Conclusion {}

    /** A sentence for the clinician or patient. */
    record Advise(String text) implements Conclusion {}

    /** Least and most of one measure. */
    record Dose(String measure, double least, double most) implements Conclusion {}

    /** A measure given in words. */
    record DoseInWords(String measure, List<String> words) implements Conclusion {}

    /** The selected exercises are ranked first. */
    record Prefer(Selector selector) implements Conclusion {}

    /** Exercises with any of these movements are ranked last. */
    record PutLast(List<String> movements) implements Conclusion {}

    /** The patient is reviewed within so many weeks. */
    record Review(int weeks) implements Conclusion {}
}

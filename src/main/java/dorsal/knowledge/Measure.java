package dorsal.knowledge;

/**
 * Something a rule may dose.
 *
 * @param unit what its numbers count
 */
public record Measure(String code, String meaning, String unit, Combine combine) {
    /** What several rules that speak of one measure come to. */
    public enum Combine {
        /** The smallest least and the smallest most. */
        SMALLEST,
        /** The largest of both: more is the gentler dose. */
        LARGEST,
        /** Not a number: every value is kept. */
        WORDS
    }
}

package dorsal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something wrong in a text: where, what was found, what was expected, what to do.
 *
 * @param found a sentence that names what stands there, values in quotes
 * @param expected a sentence that begins with "Expected"; may be empty when {@code found} says it all
 * @param advice what to do, beginning with "Maybe"
 */
public record Problem(Position at, String found, String expected, Optional<String> advice)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::at).thenComparing(Problem::found);

    public static Problem of(Position at, String found, String expected) {
        return new Problem(at, found, expected, Optional.empty());
    }

    public static Problem of(Position at, String found) {
        return of(at, found, "");
    }

    /** A word that is none of those there are; {@code what} is what it should be one of: "an exercise". */
    public static Problem notOne(Position at, String word, String what, Collection<String> words) {
        return of(at, "'%s' is not %s.".formatted(word, what)).maybe(Spelling.suggest(word, words));
    }

    /** The same problem with advice, for example a nearest name. */
    public Problem maybe(Optional<String> advice) {
        return new Problem(at, found, expected, advice);
    }

    /** The same problem in a text of which this one is a part that begins so many lines further down. */
    public Problem movedDown(int lines) {
        return new Problem(at.movedDown(lines), found, expected, advice);
    }

    /** What was found, what was expected and what to do, in one paragraph without the position. */
    public String message() {
        StringBuilder message = new StringBuilder(found);
        if (!expected.isEmpty()) {
            message.append(' ').append(expected);
        }
        advice.ifPresent(text -> message.append(' ').append(text));
        return message.toString();
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return at + ": " + message();
    }
}

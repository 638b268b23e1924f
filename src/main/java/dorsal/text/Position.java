package dorsal.text;

import java.util.Comparator;

/**
 * A place in a text: 1-based line and column, so that an editor finds it.
 *
 * @param file the name people know the text by, for example {@code rules/findings.yaml} or {@code -}
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::file).thenComparing(Position::line).thenComparing(Position::column);

    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("Line (%d) and column (%d) count from 1.".formatted(line, column));
        }
    }

    /** The beginning of a text: where a problem of the whole text is reported. */
    public static Position startOf(String file) {
        return new Position(file, 1, 1);
    }

    /** The same place in a text of which this one is a part that begins so many lines further down. */
    public Position movedDown(int lines) {
        return new Position(file, line + lines, column);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

package dorsal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table: what it holds, and how it goes in and out of either database.
 *
 * @param longest of a text, in characters; 0 for other kinds
 */
record Column(String name, Kind kind, int longest) {
    enum Kind {
        TEXT,
        NUMBER,
        MOMENT,
        FLAG
    }

    static Column text(String name, int longest) {
        return new Column(name, Kind.TEXT, longest);
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER, 0);
    }

    static Column moment(String name) {
        return new Column(name, Kind.MOMENT, 0);
    }

    static Column flag(String name) {
        return new Column(name, Kind.FLAG, 0);
    }

    /** What the database keeps of a moment: both round what is finer, each in its own way. */
    static Instant kept(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    /** A value as a parameter of a statement. */
    static Object parameter(Object value) {
        return value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value;
    }

    static Instant moment(ResultSet row, String name) throws SQLException {
        return row.getObject(name, OffsetDateTime.class).toInstant();
    }

    /** The value in a row, or null when there is none. */
    @Nullable
    Object read(ResultSet row) throws SQLException {
        Object value =
                switch (kind) {
                    case TEXT -> row.getString(name);
                    case NUMBER -> row.getLong(name);
                    case FLAG -> row.getBoolean(name);
                    case MOMENT -> row.getObject(name) == null ? null : moment(row, name);
                };
        return row.wasNull() ? null : value;
    }

    /**
     * Refuses a text that one of the databases would not give back as it was.
     *
     * @throws ChartRefusal if it is too long, or holds a zero character or half of a character
     */
    void check(Object value) {
        if (!(value instanceof String text)) {
            return;
        }
        if (text.length() > longest) {
            throw new ChartRefusal("The %s is too long: %d characters, at most %d can be kept."
                    .formatted(words(), text.length(), longest));
        }
        if (text.indexOf(0) >= 0 || text.codePoints().anyMatch(Column::isHalf)) {
            throw new ChartRefusal(
                    "The %s holds a character that cannot be kept (U+0000, or half of a pair).".formatted(words()));
        }
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private String words() {
        return name.replace('_', ' ');
    }
}

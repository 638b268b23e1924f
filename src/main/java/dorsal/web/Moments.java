package dorsal.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Days and moments as pages show them. */
final class Moments {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    private Moments() {}

    /** {@code 26 Nov 2026, 14:05}. */
    static String of(Instant moment, ZoneId zone) {
        return MINUTE.format(moment.atZone(zone));
    }

    /** {@code 26 Nov 2026}. */
    static String day(Instant moment, ZoneId zone) {
        return day(moment.atZone(zone));
    }

    static String day(TemporalAccessor day) {
        return DAY.format(day);
    }
}

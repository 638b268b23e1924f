package dorsal.clinical;

import java.util.Locale;

/** How hard a patient may work at all, lowest first: the lowest wins. The demand of an exercise uses the same scale. */
public enum Ceiling {
    NONE,
    GENTLE,
    LIGHT,
    MODERATE,
    FULL;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word used in rules, JSON and reports. */
    public String code() {
        return code;
    }
}

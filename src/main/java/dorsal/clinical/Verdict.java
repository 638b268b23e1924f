package dorsal.clinical;

import java.util.Locale;

/** How far an exercise is restricted, least restrictive first: the most restrictive wins. */
public enum Verdict {
    PERMITTED,
    CAUTION,
    HELD,
    AVOID;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word used in rules, JSON and reports. */
    public String code() {
        return code;
    }
}

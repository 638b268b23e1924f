package dorsal.clinical;

import java.util.Locale;

/** How soon the patient must be seen, least urgent first: the most urgent wins. */
public enum Urgency {
    NONE,
    ROUTINE,
    SOON,
    URGENT,
    EMERGENCY;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word used in rules, JSON and reports. */
    public String code() {
        return code;
    }
}

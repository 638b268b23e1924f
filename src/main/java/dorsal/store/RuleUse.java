package dorsal.store;

/**
 * How a rule fares with clinicians.
 *
 * @param shown the visits in whose result it spoke
 * @param overridden those among them in which it was overridden and the override was not taken back
 */
public record RuleUse(String rule, int shown, int overridden) {
    /** From 0 to 1. */
    public double rate() {
        return shown == 0 ? 0 : (double) overridden / shown;
    }
}

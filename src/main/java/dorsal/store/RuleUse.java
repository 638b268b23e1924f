package dorsal.store;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a rule fares with clinicians.
 *
 * @param shown the visits in whose result it spoke
 * @param overridden those among them in which it was overridden and the override was not taken back
 * @param codes why: how many of those overrides were made for each coded reason
 */
public record RuleUse(String rule, int shown, int overridden, SortedMap<String, Integer> codes) {
    public RuleUse {
        codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
    }

    /** From 0 to 1. */
    public double rate() {
        return shown == 0 ? 0 : (double) overridden / shown;
    }
}

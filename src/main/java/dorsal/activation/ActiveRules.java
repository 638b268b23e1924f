package dorsal.activation;

import dorsal.knowledge.RuleSet;

/**
 * The rules in use: the one reference in the program that changes. Whoever assesses takes {@link #current} once and keeps
 * it to the end, so that no answer is made by two rule sets.
 */
public final class ActiveRules {
    private volatile Standing standing;

    public ActiveRules(Standing first) {
        this.standing = first;
    }

    /** The rule set in use now. */
    public RuleSet current() {
        return standing.rules();
    }

    /** The rules in use and how those on disk stand to them, seen at one moment. */
    public Standing standing() {
        return standing;
    }

    void replace(Standing next) {
        standing = next;
    }
}

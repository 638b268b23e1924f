package dorsal.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule set proposed for use.
 *
 * @param number its audit entry
 * @param earlier the fingerprint of the rule set in use when it was proposed
 * @param effect what it changes for patients, in words or JSON
 * @param decisions what was decided since, oldest first
 */
public record Publication(
        long number,
        Instant at,
        String by,
        String fingerprint,
        Optional<String> earlier,
        String reason,
        String effect,
        List<Decision> decisions) {
    public Publication {
        decisions = List.copyOf(decisions);
    }

    /** True until it was refused, withdrawn or came into use. */
    public boolean open() {
        return decisions.stream().allMatch(decision -> decision.kind() == Decided.APPROVED);
    }

    /** True once somebody approved it and nobody refused or withdrew it. */
    public boolean approved() {
        return decisions.stream().anyMatch(decision -> decision.kind() == Decided.APPROVED)
                && decisions.stream()
                        .noneMatch(
                                decision -> decision.kind() == Decided.REFUSED || decision.kind() == Decided.WITHDRAWN);
    }

    /** What can be decided. */
    public enum Decided {
        APPROVED,
        REFUSED,
        WITHDRAWN,
        IN_USE;

        private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The word used in the database and in exports. */
        public String code() {
            return code;
        }
    }

    /** What somebody decided. */
    public record Decision(long number, Decided kind, Instant at, String by, String reason) {}
}

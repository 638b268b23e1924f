package dorsal.activation;

import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Case;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which rules are in use, and how those on disk stand to them.
 *
 * @param cases the cases that these rules passed
 * @param since when they came into use
 * @param refused the rules on disk, when they are others and may not be used
 */
public record Standing(RuleSet rules, List<Case> cases, Instant since, Optional<Refused> refused) {
    public Standing {
        cases = List.copyOf(cases);
    }

    /** The same rules in use, with other rules on disk refused. */
    Standing refusing(Refused others) {
        return new Standing(rules, cases, since, Optional.of(others));
    }

    /** The same rules in use, and on disk again. */
    Standing asOnDisk() {
        return new Standing(rules, cases, since, Optional.empty());
    }
}

package dorsal.assessment;

import dorsal.clinical.Ceiling;
import dorsal.knowledge.RuleCard;
import java.util.List;
import java.util.Optional;

/**
 * A ceiling or a hold that fired.
 *
 * @param ceiling empty for a hold
 */
public record Limitation(Optional<Ceiling> ceiling, RuleCard rule, List<Because> because) {}

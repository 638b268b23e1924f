package dorsal.assessment;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import java.util.List;
import java.util.Optional;

/**
 * Why an exercise is not plainly permitted: the most restrictive thing that one rule says of it.
 *
 * @param verdict what the rule comes to for this exercise, after its lift
 * @param ceiling present when it is the rule's ceiling that restricts, not its selection
 * @param lifted true when attestations lifted what the rule says
 */
public record Reason(
        Verdict verdict, RuleCard rule, List<Because> because, Optional<Ceiling> ceiling, boolean lifted) {}

package dorsal.assessment;

import dorsal.clinical.Conclusion;
import dorsal.knowledge.RuleCard;
import java.util.List;

/** One conclusion of a rule that fired, and what it fired on. */
public record Said<C extends Conclusion>(C conclusion, RuleCard rule, List<Because> because) {}

package dorsal.explanation;

import dorsal.clinical.FindingDefinition;
import java.util.List;

/**
 * A finding that nobody answered and that would change the assessment.
 *
 * @param answers at least one that changes something; yes before no, choices in their order, numbers from the lowest
 */
public record NextQuestion(FindingDefinition finding, List<PossibleAnswer> answers) {
    public NextQuestion {
        answers = List.copyOf(answers);
    }
}

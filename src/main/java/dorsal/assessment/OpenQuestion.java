package dorsal.assessment;

import dorsal.clinical.FindingDefinition;
import java.util.List;

/**
 * A finding that was not answered and matters.
 *
 * @param rules the rules that ask it or wait for it, by id; empty when only its own condition makes it worth asking
 */
public record OpenQuestion(FindingDefinition finding, List<String> rules) {}

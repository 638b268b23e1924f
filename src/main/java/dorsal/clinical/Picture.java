package dorsal.clinical;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one patient at one moment of an assessment: answers and conclusions, the training log's measures, and
 * what is on record.
 *
 * @param answers by finding; a finding concluded by a rule is yes here
 * @param measures of the training log; one that the log cannot give is absent
 * @param onRecord attestations for the whole patient
 * @param contradicted findings answered no although a rule concludes yes
 * @param urgency the highest urgency found
 */
public record Picture(
        Map<String, Answer> answers,
        Map<String, Double> measures,
        Set<String> onRecord,
        Set<String> contradicted,
        Urgency urgency) {

    /** One number minus another, exactly; nothing when either was not answered. */
    public Optional<Double> difference(String minuend, String subtrahend) {
        if (answers.get(minuend) instanceof Answer.Quantity a && answers.get(subtrahend) instanceof Answer.Quantity b) {
            return Optional.of(BigDecimal.valueOf(a.value())
                    .subtract(BigDecimal.valueOf(b.value()))
                    .doubleValue());
        }
        return Optional.empty();
    }
}

package dorsal.clinical;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One patient on one day: what was answered, attested and trained.
 *
 * @param patient an opaque name, when one was given
 * @param at the moment of the assessment, local time; a date alone means its midday
 * @param answers by finding; what is not here was not answered
 */
public record Profile(
        Optional<String> patient,
        LocalDateTime at,
        Map<String, Answer> answers,
        List<Attestation> attestations,
        List<Workout> trainingLog) {
    public Profile {
        answers = Map.copyOf(answers);
        attestations = List.copyOf(attestations);
        trainingLog = List.copyOf(trainingLog);
    }
}

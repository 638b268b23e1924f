package dorsal.clinical;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One patient on one day: what was answered, attested and trained.
 *
 * @param patient an opaque name, when one was given
 * @param at the moment of the assessment, local time; a date alone means its midday
 * @param answers by finding; what is not here was not answered, or has lapsed
 * @param answered the day of an answer that was not given on the day of the assessment, where that is known
 * @param lapsed answers that are too old to be used, in the order in which findings are asked
 */
public record Profile(
        Optional<String> patient,
        LocalDateTime at,
        Map<String, Answer> answers,
        Map<String, LocalDate> answered,
        List<LapsedAnswer> lapsed,
        List<Attestation> attestations,
        List<Workout> trainingLog) {
    public Profile {
        answers = Map.copyOf(answers);
        answered = Map.copyOf(answered);
        lapsed = List.copyOf(lapsed);
        attestations = List.copyOf(attestations);
        trainingLog = List.copyOf(trainingLog);
    }

    /** A profile whose every answer was given on its day. */
    public Profile(
            Optional<String> patient,
            LocalDateTime at,
            Map<String, Answer> answers,
            List<Attestation> attestations,
            List<Workout> trainingLog) {
        this(patient, at, answers, Map.of(), List.of(), attestations, trainingLog);
    }

    /** The same patient, known by a name or by none. */
    public Profile named(Optional<String> name) {
        return new Profile(name, at, answers, answered, lapsed, attestations, trainingLog);
    }

    /** The same patient with other answers. */
    public Profile answering(Map<String, Answer> others) {
        return new Profile(patient, at, others, answered, lapsed, attestations, trainingLog);
    }

    /** The same patient at another time and with another log. */
    public Profile at(LocalDateTime time, List<Workout> log) {
        return new Profile(patient, time, answers, answered, lapsed, attestations, log);
    }

    /** The day an answer of this profile was given. */
    public LocalDate answeredOn(String finding) {
        return answered.getOrDefault(finding, at.toLocalDate());
    }
}

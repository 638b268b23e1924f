package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.assessment.DoseAdvice;
import dorsal.clinical.Exercise.Dose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules that fired dose, by measure. */
final class Doses {
    private final Map<String, DoseAdvice> byMeasure = new HashMap<>();

    Doses(Assessment assessment) {
        assessment.doses().forEach(dose -> byMeasure.put(dose.measure().code(), dose));
    }

    Optional<Dose> range(String measure) {
        return Optional.ofNullable(byMeasure.get(measure)).map(dose -> new Dose(dose.least(), dose.most()));
    }

    /** The least of a measure, or what stands in for it where no rule doses it. */
    double least(String measure, double otherwise) {
        return range(measure).map(Dose::least).orElse(otherwise);
    }

    double most(String measure, double otherwise) {
        return range(measure).map(Dose::most).orElse(otherwise);
    }

    List<String> words(String measure) {
        return Optional.ofNullable(byMeasure.get(measure))
                .map(DoseAdvice::words)
                .orElse(List.of());
    }

    /** The rules that dose a measure, by id. */
    List<String> rules(String measure) {
        return Optional.ofNullable(byMeasure.get(measure))
                .map(DoseAdvice::rules)
                .orElse(List.of());
    }
}

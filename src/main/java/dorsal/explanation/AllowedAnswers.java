package dorsal.explanation;

import dorsal.assessment.Change;
import dorsal.assessment.Forecast;
import dorsal.assessment.Outcome;
import dorsal.clinical.Answer;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The answers that may be suggested for a finding: to one that the patient or clinician can change, any other; to one that
 * nobody answered, the reassuring one, so that it is asked. Who somebody is is never suggested.
 */
final class AllowedAnswers {
    private static final String WHO_SOMEBODY_IS = "person";

    private final Forecast forecast;
    private final Candidates candidates;
    private final Map<String, List<Answer>> allowed = new HashMap<>();

    AllowedAnswers(Forecast forecast, Candidates candidates) {
        this.forecast = forecast;
        this.candidates = candidates;
    }

    /** The answers other than the present one, the most fitting first; none for what is fixed. */
    List<Answer> to(String finding) {
        return allowed.computeIfAbsent(finding, code -> find(definition(code)));
    }

    /** True when it may not be suggested to change or to ask it. */
    boolean isFixed(String finding) {
        return to(finding).isEmpty();
    }

    private FindingDefinition definition(String code) {
        return forecast.rules().vocabulary().finding(code);
    }

    private List<Answer> find(FindingDefinition finding) {
        if (finding.cluster()) {
            return List.of();
        }
        Answer present = forecast.profile().answers().get(finding.code());
        if (present != null) {
            return finding.canChange() ? others(finding, present) : List.of();
        }
        if (finding.type().isNumber()) {
            return finding.canChange() ? gentlestFirst(finding, numbers(finding)) : List.of();
        }
        boolean concluded = forecast.picture().answers().containsKey(finding.code());
        boolean mayBeAsked = finding.type() == Type.BOOLEAN || finding.type() == Type.CHOICE;
        return mayBeAsked && !concluded && !finding.group().equals(WHO_SOMEBODY_IS)
                ? gentlestFirst(finding, Candidates.of(finding)).subList(0, 1)
                : List.of();
    }

    /** The nearest first. */
    private List<Answer> others(FindingDefinition finding, Answer present) {
        if (present instanceof Answer.Quantity now) {
            return candidates.bands(finding).stream()
                    .filter(band -> !band.contains(now.value()))
                    .map(band -> band.nearest(now.value()))
                    .sorted(Comparator.comparing(number -> Math.abs(number - now.value())))
                    .<Answer>map(Answer.Quantity::new)
                    .toList();
        }
        List<Answer> all = Candidates.of(finding);
        int now = all.indexOf(present);
        return all.stream()
                .filter(answer -> !answer.equals(present))
                .sorted(Comparator.comparing(answer -> Math.abs(all.indexOf(answer) - now)))
                .toList();
    }

    /** Each band at its end towards the other bands: 139 rather than 50 of all pressures that are not high. */
    private List<Answer> numbers(FindingDefinition finding) {
        List<NumberBand> bands = candidates.bands(finding);
        double lowest = bands.get(0).least();
        return bands.stream()
                .map(band -> band.nearest(band.least() == lowest ? band.most() : band.least()))
                .<Answer>map(Answer.Quantity::new)
                .toList();
    }

    /** By what each alone would lead to; of those alike no before yes, and choices and numbers in their order. */
    private List<Answer> gentlestFirst(FindingDefinition finding, List<Answer> answers) {
        Map<Answer, Outcome> outcomes = new HashMap<>();
        answers.forEach(answer -> outcomes.put(answer, forecast.after(Change.of(finding.code(), answer))));
        Comparator<Answer> gentlest = Comparator.comparing(
                        (Answer answer) -> outcome(outcomes, answer).urgency())
                .thenComparing(answer -> outcome(outcomes, answer).ceiling(), Comparator.reverseOrder())
                .thenComparing(answer -> outcome(outcomes, answer).hold())
                .thenComparing(answer -> outcome(outcomes, answer).restrictions())
                .thenComparing(Answer.YES::equals);
        return answers.stream().sorted(gentlest).toList();
    }

    private static Outcome outcome(Map<Answer, Outcome> outcomes, Answer answer) {
        return Objects.requireNonNull(outcomes.get(answer));
    }
}

package dorsal.explanation;

import dorsal.assessment.Assessment;
import dorsal.assessment.Change;
import dorsal.assessment.Forecast;
import dorsal.assessment.OpenQuestion;
import dorsal.assessment.Outcome;
import dorsal.clinical.Answer;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import dorsal.clinical.Urgency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to ask next: every finding without an answer of which some answer would change urgency, ceiling, hold or a
 * verdict. Found by trying every answer that rules can tell apart, whether or not the question is worth asking by its own
 * condition: nothing that could raise the urgency may be missed.
 */
final class NextQuestions {
    private final Forecast forecast;
    private final Candidates candidates;
    private final Outcome present;
    private final Picture picture;
    private final Set<String> asked;

    private NextQuestions(Assessment assessment, Forecast forecast, Candidates candidates) {
        this.forecast = forecast;
        this.candidates = candidates;
        this.present = forecast.present();
        this.picture = forecast.picture();
        this.asked = assessment.asks().stream()
                .map(OpenQuestion::finding)
                .map(FindingDefinition::code)
                .collect(Collectors.toSet());
    }

    /** Those that matter most first; see {@link #mostUseful}. */
    static List<NextQuestion> of(Assessment assessment, Forecast forecast, Candidates candidates) {
        return new NextQuestions(assessment, forecast, candidates).all();
    }

    private List<NextQuestion> all() {
        List<NextQuestion> questions = new ArrayList<>();
        for (FindingDefinition finding :
                forecast.rules().vocabulary().findings().values()) {
            if (!finding.cluster() && !forecast.profile().answers().containsKey(finding.code())) {
                question(finding).ifPresent(questions::add);
            }
        }
        return questions.stream().sorted(mostUseful()).toList();
    }

    private Optional<NextQuestion> question(FindingDefinition finding) {
        List<PossibleAnswer> answers = finding.type().isNumber() ? numbers(finding) : others(finding);
        boolean concluded = picture.answers().containsKey(finding.code());
        return answers.stream().anyMatch(concluded ? this::raisesUrgency : this::changesSomething)
                ? Optional.of(new NextQuestion(finding, answers))
                : Optional.empty();
    }

    private List<PossibleAnswer> others(FindingDefinition finding) {
        return Candidates.of(finding).stream()
                .map(answer -> PossibleAnswer.of(answer, after(finding, answer), present))
                .toList();
    }

    /** Neighbouring bands that do the same are one answer. */
    private List<PossibleAnswer> numbers(FindingDefinition finding) {
        List<NumberBand> bands = candidates.bands(finding);
        List<Outcome> outcomes =
                bands.stream().map(band -> after(finding, band.lowest())).toList();
        List<PossibleAnswer> answers = new ArrayList<>();
        int first = 0;
        for (int next = 1; next <= bands.size(); next++) {
            if (next == bands.size() || !outcomes.get(next).comesToTheSameAs(outcomes.get(first))) {
                answers.add(PossibleAnswer.of(bands.get(first), bands.get(next - 1), outcomes.get(first), present));
                first = next;
            }
        }
        return answers;
    }

    private Outcome after(FindingDefinition finding, Answer answer) {
        return forecast.after(Change.of(finding.code(), answer));
    }

    // ---- what an answer would change

    private boolean changesSomething(PossibleAnswer answer) {
        return answer.urgency() != present.urgency()
                || answer.ceiling() != present.ceiling()
                || changesHold(answer)
                || answer.verdictsChanged() > 0;
    }

    private boolean raisesUrgency(PossibleAnswer answer) {
        return answer.urgency().compareTo(present.urgency()) > 0;
    }

    private boolean changesHold(PossibleAnswer answer) {
        return answer.hold() != present.hold();
    }

    private boolean lowersCeiling(PossibleAnswer answer) {
        return answer.ceiling().compareTo(present.ceiling()) < 0;
    }

    // ---- which matters most

    /**
     * The highest urgency that an answer would raise to, then whether one would bring or end a hold, then whether one
     * would lower the ceiling, then the most verdicts changed; of those alike, what the assessment asks, then what is worth
     * asking by its own condition, then the order of the findings.
     */
    private Comparator<NextQuestion> mostUseful() {
        Comparator<NextQuestion> byUrgency = Comparator.comparing(this::raisedTo);
        return byUrgency
                .thenComparing(question -> question.answers().stream().anyMatch(this::changesHold))
                .thenComparing(question -> question.answers().stream().anyMatch(this::lowersCeiling))
                .thenComparing(question -> question.answers().stream()
                        .mapToInt(PossibleAnswer::verdictsChanged)
                        .max()
                        .orElse(0))
                .thenComparing(question -> asked.contains(question.finding().code()))
                .thenComparing(this::isWorthAsking)
                .reversed();
    }

    private Urgency raisedTo(NextQuestion question) {
        return question.answers().stream()
                .filter(this::raisesUrgency)
                .map(PossibleAnswer::urgency)
                .max(Comparator.naturalOrder())
                .orElse(Urgency.NONE);
    }

    private boolean isWorthAsking(NextQuestion question) {
        return question.finding()
                .askWhen()
                .filter(condition -> condition.truth(picture) == Truth.TRUE)
                .isPresent();
    }
}

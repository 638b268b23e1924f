package dorsal.explanation;

import dorsal.assessment.Assessment;
import dorsal.assessment.Forecast;
import java.util.List;

/**
 * What would change an assessment.
 *
 * @param whyNot for each exercise that is not plainly permitted, by exercise
 * @param next what to ask next, what matters most first
 */
public record Explanation(List<WhyNot> whyNot, List<NextQuestion> next) {
    public Explanation {
        whyNot = List.copyOf(whyNot);
        next = List.copyOf(next);
    }

    /** Tries what could be answered and attested beyond the profile, some thousand times. */
    public static Explanation of(Assessment assessment) {
        Forecast forecast = Forecast.of(assessment.profile(), assessment.rules());
        Candidates candidates = new Candidates(assessment.profile(), assessment.rules());
        return new Explanation(Easings.of(forecast, candidates), NextQuestions.of(assessment, forecast, candidates));
    }

    /** Only what to ask next, which is a small part of the work. */
    public static List<NextQuestion> next(Assessment assessment) {
        Forecast forecast = Forecast.of(assessment.profile(), assessment.rules());
        return NextQuestions.of(assessment, forecast, new Candidates(assessment.profile(), assessment.rules()));
    }
}

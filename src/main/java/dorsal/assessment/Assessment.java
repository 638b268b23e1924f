package dorsal.assessment;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Picture;
import dorsal.clinical.Profile;
import dorsal.clinical.Urgency;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole answer to one profile. Lists have one order, whatever the order of rules, files, findings and log entries.
 *
 * @param picture what was known once the rules had concluded what they could
 * @param escalations most urgent first, then by rule
 * @param to the destinations of the rules at the top urgency
 * @param exercises by id
 * @param limits every ceiling and hold that fired, by rule
 * @param asks what to ask: first what a hold waits for, then what rules ask, then what has become worth asking
 * @param couldMatter unanswered findings that could still cause an escalation
 * @param preferred usable exercises that rules rank first, best first
 * @param contradictions findings answered no that a rule concludes
 * @param notes what was not used, in words
 * @param fired every rule that fired, by id
 */
public record Assessment(
        Profile profile,
        RuleSet rules,
        Picture picture,
        Urgency urgency,
        Ceiling ceiling,
        boolean hold,
        List<Said<Escalate>> escalations,
        List<String> to,
        List<ExerciseVerdict> exercises,
        List<Limitation> limits,
        List<OpenQuestion> asks,
        List<OpenQuestion> couldMatter,
        List<Said<Advise>> advice,
        List<DoseAdvice> doses,
        List<String> preferred,
        Optional<ReviewAdvice> review,
        List<String> contradictions,
        List<String> notes,
        List<String> fired) {

    /** The same answer with more notes, after its own. */
    public Assessment noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Assessment(
                profile,
                rules,
                picture,
                urgency,
                ceiling,
                hold,
                escalations,
                to,
                exercises,
                limits,
                asks,
                couldMatter,
                advice,
                doses,
                preferred,
                review,
                contradictions,
                List.copyOf(all),
                fired);
    }

    /** The same answer with other verdicts, in the same order, and what is preferred among them. */
    Assessment with(List<ExerciseVerdict> verdicts, List<String> ranked) {
        return new Assessment(
                profile,
                rules,
                picture,
                urgency,
                ceiling,
                hold,
                escalations,
                to,
                verdicts,
                limits,
                asks,
                couldMatter,
                advice,
                doses,
                ranked,
                review,
                contradictions,
                notes,
                fired);
    }
}

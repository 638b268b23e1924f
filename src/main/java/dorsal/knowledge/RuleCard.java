package dorsal.knowledge;

import dorsal.clinical.Conclusion;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusions;
import dorsal.clinical.Condition;
import dorsal.clinical.Grade;
import dorsal.clinical.Lift;
import dorsal.text.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One rule as it was written and what it means.
 *
 * @param claim its name: what it says, in a sentence
 * @param topic the file it stands in, without number
 * @param sources where it comes from; never empty
 * @param reviewed when somebody last went through its evidence
 * @param contested what experts disagree about, where they do
 * @param signed the named clinician who takes responsibility for it; absent means not reviewed by one
 * @param offers exercises to offer instead of those it restricts, best first
 * @param text its lines, from {@code rule} to {@code end}
 */
public record RuleCard(
        String id,
        String claim,
        String topic,
        List<Citation> sources,
        Grade grade,
        LocalDate reviewed,
        Optional<String> contested,
        Optional<String> signed,
        Condition condition,
        Conclusions conclusions,
        Optional<Lift> lift,
        List<String> offers,
        String reason,
        Position at,
        List<String> text) {
    public RuleCard {
        sources = List.copyOf(sources);
        offers = List.copyOf(offers);
        text = List.copyOf(text);
    }

    /** Its conclusions of one kind, in the order written. */
    public <C extends Conclusion> List<C> conclusions(Class<C> kind) {
        return conclusions.of(kind);
    }

    public <C extends Conclusion> boolean says(Class<C> kind) {
        return !conclusions.of(kind).isEmpty();
    }

    /** What it advises, in the order written. */
    public List<String> advice() {
        return conclusions(Advise.class).stream().map(Advise::text).toList();
    }

    /** True when it waits for the overall urgency, and so fires after all others. */
    public boolean waitsForUrgency() {
        return condition.tests().anyMatch(test -> test.kind() == Condition.Kind.OVERALL_URGENCY);
    }

    public List<String> sourceIds() {
        return sources.stream().map(Citation::source).toList();
    }
}

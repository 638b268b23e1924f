package dorsal.knowledge;

import dorsal.clinical.Conclusion;
import dorsal.clinical.Condition;
import dorsal.clinical.Grade;
import dorsal.clinical.Lift;
import dorsal.text.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        List<Conclusion> conclusions,
        Optional<Lift> lift,
        List<String> offers,
        String reason,
        Position at,
        List<String> text) {
    public RuleCard {
        sources = List.copyOf(sources);
        conclusions = List.copyOf(conclusions);
        offers = List.copyOf(offers);
        text = List.copyOf(text);
    }

    /** Its conclusions of one kind, in the order written. */
    public <T extends Conclusion> Stream<T> conclusions(Class<T> kind) {
        return conclusions.stream().filter(kind::isInstance).map(kind::cast);
    }

    public <T extends Conclusion> boolean says(Class<T> kind) {
        return conclusions.stream().anyMatch(kind::isInstance);
    }

    /** True when it waits for the overall urgency, and so fires after all others. */
    public boolean waitsForUrgency() {
        return condition.tests().anyMatch(test -> test.kind() == Condition.Kind.OVERALL_URGENCY);
    }

    public List<String> sourceIds() {
        return sources.stream().map(Citation::source).toList();
    }
}

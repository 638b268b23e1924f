package dorsal.knowledge;

import dorsal.text.Position;
import java.util.Optional;

/**
 * A rule changed in one small way, as a hand might change it.
 *
 * @param rule as it is
 * @param changed as it would be; empty when the change deletes it
 * @param at the line that is changed
 * @param written what stands there, without its dashes
 * @param instead what would stand there; empty when the line goes
 */
public record Mutant(RuleCard rule, Optional<RuleCard> changed, Position at, String written, String instead) {
    /** The change in words: "'pain-now is at least 7' becomes 'pain-now is at least 8'". */
    public String change() {
        if (changed.isEmpty()) {
            return "the whole rule is deleted";
        }
        return instead.isEmpty()
                ? "'%s' is deleted".formatted(written)
                : "'%s' becomes '%s'".formatted(written, instead);
    }
}

package dorsal.activation;

import dorsal.rehearsal.Candidate;
import dorsal.rehearsal.Impact;
import dorsal.text.Problem;
import java.util.List;

/**
 * What came of trying edited rules beside those in use.
 *
 * @param failures cases of the edited rules that fail: such rules cannot go live
 * @param guardsGone cases of the rules in use that are gone or ask for something else now
 * @param impact on the patients of all cases and on made-up ones
 */
public record Trial(Candidate edited, List<Problem> failures, List<Problem> guardsGone, Impact impact) {
    public Trial {
        failures = List.copyOf(failures);
        guardsGone = List.copyOf(guardsGone);
    }

    /** True when nothing keeps these rules from going live but a second pair of eyes. */
    public boolean passes() {
        return failures.isEmpty();
    }

    /**
     * True when some patient is guarded less than by the rules in use, or may be without any made-up patient showing it:
     * a second person has to agree.
     */
    public boolean guardsLess() {
        return !impact.weakened().isEmpty() || !guardsGone.isEmpty() || !words().isEmpty();
    }

    /** Files of words and settings that are other: what is asked, where patients are sent, what they are handed. */
    public List<String> words() {
        return impact.changes().files().stream()
                .filter(file -> file.endsWith(".yaml") && !file.endsWith(".cases.yaml"))
                .toList();
    }
}

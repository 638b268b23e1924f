package dorsal.activation;

import dorsal.text.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rules on disk that are not in use, and why.
 *
 * @param fingerprint of the files on disk; empty when they could not be read at all
 * @param noticed when they were found to be other than the rules in use
 * @param problems what is wrong with them, cases that fail among it; never empty
 */
public record Refused(Optional<String> fingerprint, Instant noticed, List<Problem> problems) {
    public Refused {
        problems = List.copyOf(problems);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("Rules are refused for a reason.");
        }
    }
}

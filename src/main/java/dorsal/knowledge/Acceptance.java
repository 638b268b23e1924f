package dorsal.knowledge;

import dorsal.text.Position;
import java.util.Set;

/**
 * Something that an analysis points at and that is meant so: a row of {@code accepted.yaml}.
 *
 * @param about the rules, findings, attestations, movements or exercises it is about, all of them
 * @param why the reason, for whoever wonders
 */
public record Acceptance(Oddity kind, Set<String> about, String why, Position at) {
    public Acceptance {
        about = Set.copyOf(about);
    }
}

package dorsal.explanation;

import dorsal.assessment.Change;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes that might ease an exercise.
 *
 * @param answers by finding, every answer that will do, the most fitting first
 * @param attestations what to attest in addition
 */
record Plan(Map<String, List<Answer>> answers, Set<Attestation> attestations) {
    static final Plan NOTHING = new Plan(Map.of(), Set.of());

    static Plan answering(String finding, List<Answer> answers) {
        return new Plan(Map.of(finding, List.copyOf(answers)), Set.of());
    }

    static Plan attesting(Set<Attestation> attestations) {
        return new Plan(Map.of(), Set.copyOf(attestations));
    }

    int size() {
        return answers.size() + attestations.size();
    }

    /** Both together; nothing when they want different answers to one question. */
    Optional<Plan> and(Plan other) {
        Map<String, List<Answer>> both = new HashMap<>(answers);
        for (Map.Entry<String, List<Answer>> entry : other.answers.entrySet()) {
            List<Answer> mine = both.get(entry.getKey());
            List<Answer> shared = new ArrayList<>(entry.getValue());
            if (mine != null) {
                shared = new ArrayList<>(mine);
                shared.retainAll(entry.getValue());
            }
            if (shared.isEmpty()) {
                return Optional.empty();
            }
            both.put(entry.getKey(), shared);
        }
        Set<Attestation> attested = new HashSet<>(attestations);
        attested.addAll(other.attestations);
        return Optional.of(new Plan(both, attested));
    }

    /** The plan carried out with the most fitting answers. */
    Change change() {
        Map<String, Answer> first = new TreeMap<>();
        answers.forEach((finding, fitting) -> first.put(finding, fitting.get(0)));
        return new Change(first, attestations);
    }
}

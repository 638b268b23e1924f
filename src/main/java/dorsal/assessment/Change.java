package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a forecast tries: answers given or changed, and attestations added.
 *
 * @param answers by finding, each valid for it
 */
public record Change(Map<String, Answer> answers, Set<Attestation> attestations) {
    /** Nothing is changed. */
    public static final Change NONE = new Change(Map.of(), Set.of());

    public Change {
        answers = Map.copyOf(answers);
        attestations = Set.copyOf(attestations);
    }

    /** One question is answered. */
    public static Change of(String finding, Answer answer) {
        return new Change(Map.of(finding, answer), Set.of());
    }

    /** The profile after it. */
    public Profile on(Profile profile) {
        Map<String, Answer> all = new HashMap<>(profile.answers());
        all.putAll(answers);
        List<Attestation> onRecord = new ArrayList<>(profile.attestations());
        onRecord.addAll(attestations);
        return new Profile(profile.patient(), profile.at(), all, onRecord, profile.trainingLog());
    }
}

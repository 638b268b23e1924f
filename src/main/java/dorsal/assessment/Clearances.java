package dorsal.assessment;

import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.Exercise;
import dorsal.clinical.Lift;
import dorsal.clinical.Selector;
import dorsal.knowledge.Vocabulary;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Which of the attestations on record count for an exercise, and which are missing for a lift. */
public record Clearances(Set<Attestation> onRecord, Vocabulary vocabulary) {
    public Clearances {
        onRecord = Set.copyOf(onRecord);
    }

    /** True when every attestation of the lift counts for an exercise that a selector takes. */
    boolean count(Lift lift, Selector selector, Exercise exercise) {
        return missing(lift, selector, exercise).filter(Set::isEmpty).isPresent();
    }

    /**
     * What would have to be attested in addition before the lift counts for an exercise that a selector takes; nothing
     * when no attestation can: one that names a movement never counts for an exercise selected in another way.
     */
    public Optional<Set<Attestation>> missing(Lift lift, Selector selector, Exercise exercise) {
        Set<Attestation> missing = new LinkedHashSet<>();
        for (String code : lift.attestations()) {
            AttestationDefinition.Scope scope = vocabulary.attestation(code).scope();
            switch (scope) {
                case PATIENT -> missing.add(new Attestation(code, ""));
                case EXERCISE -> missing.add(new Attestation(code, exercise.id()));
                case MOVEMENT -> {
                    Set<String> movements = selector.selectingMovements(exercise);
                    if (movements.isEmpty()) {
                        return Optional.empty();
                    }
                    movements.forEach(movement -> missing.add(new Attestation(code, movement)));
                }
            }
        }
        missing.removeAll(onRecord);
        return Optional.of(missing);
    }
}

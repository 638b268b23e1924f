package dorsal.clinical;

import java.util.List;

/** Once every attestation counts for an exercise, the rule's own avoid or caution becomes {@code to}. */
public record Lift(Verdict to, List<String> attestations) {
    public Lift {
        attestations = List.copyOf(attestations);
        if (to != Verdict.CAUTION && to != Verdict.PERMITTED) {
            throw new IllegalArgumentException("A lift ends in caution or permitted, not in " + to + ".");
        }
    }
}

package dorsal.activation;

import dorsal.rehearsal.RuleChanges;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the history: a rule set came into use.
 *
 * @param number counts from 1
 * @param before the fingerprint of the rules in use until then; empty for the first
 * @param folder the folder that these rules stood in, as an absolute path
 * @param changes against the rules in use until then; nothing for the first
 */
public record Activation(
        int number,
        Instant at,
        String fingerprint,
        Optional<String> before,
        String folder,
        int rules,
        int cases,
        Edit edit,
        RuleChanges changes) {}

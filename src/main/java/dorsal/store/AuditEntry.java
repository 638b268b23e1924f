package dorsal.store;

import java.time.Instant;
import java.util.Optional;

/**
 * That something was done. It holds nothing clinical: of what was written, only a hash.
 *
 * @param number from 1, without gaps
 * @param action for example "visit saved"
 * @param subject what else it is about: the number of a visit, the name of a user
 * @param keptIn the table with what was written
 * @param content the hash of what was written
 * @param hash of this entry and of the hash of the one before
 */
public record AuditEntry(
        long number,
        Instant at,
        String by,
        String action,
        Optional<String> patient,
        Optional<String> subject,
        Optional<String> keptIn,
        Optional<String> content,
        String hash) {}

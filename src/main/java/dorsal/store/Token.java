package dorsal.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of a program to {@code /api}.
 *
 * @param lastUsed to the minute
 */
public record Token(
        String name, Role role, boolean revoked, Instant changedAt, String changedBy, Optional<Instant> lastUsed) {}

package dorsal.store;

import java.time.Instant;

/**
 * What somebody has typed for a patient and not saved yet.
 *
 * @param state {@link Patient#state()} when it was begun, so that a change by somebody else is noticed even after a reload
 */
public record Draft(String patient, String by, Instant at, long state, String profile) {}

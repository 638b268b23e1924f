package dorsal.store;

import java.time.Instant;

/** A programme was shown though the result was an emergency, for a reason. */
public record ProgrammeOpening(long number, String patient, long visit, Instant at, String by, String reason) {}

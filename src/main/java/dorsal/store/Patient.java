package dorsal.store;

import dorsal.clinical.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A patient of the chart.
 *
 * @param number for addresses, where no id may stand
 * @param id given by the clinic or made; says nothing about a person
 * @param state the number of the last audit entry that changed this patient's chart; to be given when a visit is saved
 * @param changedBy who wrote that entry
 * @param lastVisit when the last visit was saved
 * @param lastUrgency how urgent its result was
 * @param onHold true when that result held everything back until more is known
 * @param due the day by which it wants the patient seen again
 */
public record Patient(
        long number,
        String id,
        Instant createdAt,
        String createdBy,
        long state,
        Instant changedAt,
        String changedBy,
        Optional<Instant> lastVisit,
        Optional<Urgency> lastUrgency,
        boolean onHold,
        Optional<LocalDate> due) {}

package dorsal.clinical;

import java.time.LocalDateTime;
import java.util.OptionalInt;

/**
 * One entry of the training log.
 *
 * @param at when it was done, in the patient's local time
 * @param effort 0 to 10, when it was noted
 * @param painNextDay pain the next morning, 0 to 10, when it was noted
 */
public record Workout(String exercise, LocalDateTime at, OptionalInt effort, OptionalInt painNextDay) {}

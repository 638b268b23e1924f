package dorsal.knowledge;

/**
 * How the training log is read ({@code rules/training-log.yaml}).
 *
 * @param hardEffort effort from which a session is hard, 0 to 10
 * @param hardRecoveryHours recovery hours from which a session without a noted effort is hard
 * @param effortIfNotNoted what an entry without a noted effort counts, 0 to 10
 * @param heavyMovement the movement that makes a day a heavy-lift day
 */
public record TrainingLogTerms(int hardEffort, int hardRecoveryHours, int effortIfNotNoted, String heavyMovement) {}

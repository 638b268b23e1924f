package dorsal.course;

import dorsal.assessment.Assessment;
import java.util.Optional;

/**
 * What one document comes to: the assessment of its profile, or of the latest visit of its series.
 *
 * @param course for a series only
 */
public record Followed(Assessment assessment, Optional<Course> course) {}

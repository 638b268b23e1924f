package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.course.Course;
import dorsal.course.Followed;
import dorsal.programme.Week;
import dorsal.programme.WeekPlanner;
import java.util.Optional;

/**
 * The whole answer to one profile: what the rules say and the week that follows from it.
 *
 * @param course what has changed since earlier visits, where a series was assessed
 */
public record Result(Assessment assessment, Optional<Course> course, Week week) {
    public static Result of(Assessment assessment) {
        return of(new Followed(assessment, Optional.empty()));
    }

    public static Result of(Followed followed) {
        return new Result(followed.assessment(), followed.course(), WeekPlanner.plan(followed.assessment()));
    }
}

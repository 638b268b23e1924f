package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.assessment.Decisions;
import dorsal.course.Course;
import dorsal.course.Followed;
import dorsal.programme.Week;
import dorsal.programme.WeekPlanner;
import java.util.List;
import java.util.Optional;

/**
 * The whole answer to one profile: what the rules say and the week that follows from it.
 *
 * @param course what has changed since earlier visits, where a series was assessed
 * @param decisions what clinicians decided otherwise; the verdicts and the week follow them
 */
public record Result(Assessment assessment, Optional<Course> course, Week week, Decisions decisions) {
    public static Result of(Assessment assessment) {
        return of(new Followed(assessment, Optional.empty()));
    }

    public static Result of(Followed followed) {
        return new Result(
                followed.assessment(), followed.course(), WeekPlanner.plan(followed.assessment()), Decisions.NONE);
    }

    /** This result, which is what the rules say, as it is to be shown under these decisions. */
    public Result deciding(Decisions otherwise) {
        boolean sameVerdicts = otherwise.verdicts().isEmpty();
        Optional<Week> none = otherwise.emergency().map(Result::withheld);
        return new Result(
                otherwise.shownOn(assessment),
                course,
                none.orElseGet(() -> sameVerdicts ? week : WeekPlanner.plan(otherwise.plannedOn(assessment))),
                otherwise);
    }

    private static Week withheld(Decisions.OfEscalation emergency) {
        String why = "%s decided that this is an emergency: medical care comes first. [%s]"
                .formatted(emergency.by(), emergency.rule());
        return new Week(Optional.of(why), List.of(), List.of(), Optional.empty());
    }
}

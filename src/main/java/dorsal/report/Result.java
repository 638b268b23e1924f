package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.programme.Week;
import dorsal.programme.WeekPlanner;

/** The whole answer to one profile: what the rules say and the week that follows from it. */
public record Result(Assessment assessment, Week week) {
    public static Result of(Assessment assessment) {
        return new Result(assessment, WeekPlanner.plan(assessment));
    }
}

package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.clinical.Answer;
import dorsal.clinical.Ceiling;
import dorsal.knowledge.ProgrammeTerms;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds for the whole week.
 *
 * @param activeDays on how many of the seven days something may be planned, 0 to 7
 * @param patientDays on how many days the patient can exercise, when that was answered
 * @param mostSessions sessions at most, 0 to 7
 * @param leastGap days from one session to the next, at least; 1 is the next day
 * @param mostExercises exercises of a session at most, warm-up, cool-down and aerobic work not counted
 * @param leastExercises the fewest of the range
 * @param sessionMinutes how long a session may be, when anything says so
 * @param gentleDemands what may be done on the days between sessions
 * @param restSeconds rest between two sets
 */
record Frame(
        int activeDays,
        Optional<Integer> patientDays,
        int mostSessions,
        int leastGap,
        int mostExercises,
        int leastExercises,
        Optional<Double> sessionMinutes,
        Set<Ceiling> gentleDemands,
        double restSeconds) {
    static final int WEEK = 7;

    static Frame of(Assessment assessment, ProgrammeTerms terms, Doses doses) {
        ProgrammeTerms.Frame names = terms.frame();
        Optional<Integer> patientDays = number(assessment, names.daysAnswer()).map(Double::intValue);
        int restDays = (int) doses.least(names.fullRestDays(), 0);
        int active = Math.min(WEEK - restDays, patientDays.orElse(WEEK));
        int unloaded = (int) doses.least(names.unloadedDays(), 0);
        int sessions = (int) Math.min(Math.min(active, WEEK - unloaded), doses.most(names.sessions(), WEEK));
        Optional<Double> minutes = Optional.ofNullable(doses.range(names.sessionMinutes())
                        .map(range -> range.most())
                        .orElse(null))
                .map(most ->
                        Math.min(most, number(assessment, names.minutesAnswer()).orElse(most)))
                .or(() -> number(assessment, names.minutesAnswer()));
        Set<String> gentle = Set.copyOf(doses.words(names.dailyDemands()));
        return new Frame(
                Math.max(0, active),
                patientDays,
                Math.max(0, sessions),
                1 + (int) doses.least(names.restAfterLoadedDay(), 0),
                (int) doses.most(names.sessionExercises(), Integer.MAX_VALUE),
                (int) doses.least(names.sessionExercises(), 1),
                minutes,
                Arrays.stream(Ceiling.values())
                        .filter(ceiling -> gentle.contains(ceiling.code()))
                        .collect(Collectors.toSet()),
                doses.least(names.restBetweenSets(), 0));
    }

    private static Optional<Double> number(Assessment assessment, String finding) {
        return assessment.profile().answers().get(finding) instanceof Answer.Quantity quantity
                ? Optional.of(quantity.value())
                : Optional.empty();
    }
}

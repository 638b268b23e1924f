package dorsal.assessment;

import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.Picture;
import dorsal.clinical.Profile;
import dorsal.clinical.Truth;
import dorsal.clinical.Verdict;
import dorsal.clinical.Workout;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the days after an assessment leave open if certain work is done until then: the rules that read the training log
 * are asked again with that work in it, and every region is given its recovery hours. An exercise is never open that is
 * withheld today.
 */
public final class Outlook {
    private final Assessment today;
    private final RuleSet rules;
    private final Picture picture;
    private final List<RuleCard> readingTheLog;
    private final Set<String> firedToday;

    /** Work on a day to come: 0 days ahead is the day of the assessment; effort 0 to 10. */
    public record Planned(int daysAhead, Exercise exercise, int effort) {}

    private Outlook(Assessment today) {
        this.today = today;
        this.rules = today.rules();
        this.picture = today.picture();
        this.readingTheLog = rules.readingTheLog().stream()
                .filter(rule -> !concernsRecoveringOnly(rule))
                .toList();
        this.firedToday = fired(today.profile());
    }

    /** The days that follow an assessment. */
    public static Outlook of(Assessment today) {
        return new Outlook(today);
    }

    /** Recovery is asked of each exercise here, so a rule that only restricts recovering ones says nothing new. */
    private static boolean concernsRecoveringOnly(RuleCard rule) {
        List<Restrict> restricts = rule.conclusions(Restrict.class);
        return !restricts.isEmpty()
                && restricts.stream().allMatch(restrict -> restrict.selector().recovering());
    }

    /** By place in the catalogue: may the exercise be done so many days ahead, after the planned work? */
    public boolean[] open(int daysAhead, List<Planned> planned) {
        List<Exercise> catalogue = rules.catalogue();
        boolean[] open = new boolean[catalogue.size()];
        List<ExerciseVerdict> later = verdicts(daysAhead, planned);
        for (int place = 0; place < open.length; place++) {
            ExerciseVerdict now = today.exercises().get(place);
            open[place] = now.verdict().compareTo(Verdict.HELD) < 0
                    && later.get(place).ruled().compareTo(now.ruled()) <= 0
                    && !isRecovering(catalogue.get(place), daysAhead, planned);
        }
        return open;
    }

    private List<ExerciseVerdict> verdicts(int daysAhead, List<Planned> planned) {
        Profile later = profile(daysAhead, planned);
        return fired(later).equals(firedToday)
                ? today.exercises()
                : Assessor.reckon(later, rules).exercises();
    }

    private Profile profile(int daysAhead, List<Planned> planned) {
        Profile profile = today.profile();
        List<Workout> log = new ArrayList<>(profile.trainingLog());
        planned.forEach(work -> log.add(new Workout(
                work.exercise().id(),
                profile.at().plusDays(work.daysAhead()),
                OptionalInt.of(work.effort()),
                OptionalInt.empty())));
        return profile.at(profile.at().plusDays(daysAhead), log);
    }

    private Set<String> fired(Profile profile) {
        Picture then = new Picture(
                picture.answers(),
                new TrainingLog(profile, rules.vocabulary()).measures(),
                picture.onRecord(),
                picture.contradicted(),
                picture.urgency());
        Set<String> fired = new TreeSet<>();
        for (RuleCard rule : readingTheLog) {
            if (rule.condition().truth(then) == Truth.TRUE) {
                fired.add(rule.id());
            }
        }
        return fired;
    }

    /**
     * Planned sessions are at the same time every day. Nobody knows at what time of a later day the patient begins, so
     * work of the log has to have been recovered from when that day starts. An entry that is noted for a day to come counts
     * from that day on.
     */
    private boolean isRecovering(Exercise exercise, int daysAhead, List<Planned> planned) {
        if (exercise.recoveryHours() == 0) {
            return false;
        }
        LocalDateTime now = today.profile().at();
        LocalDateTime start =
                daysAhead == 0 ? now : now.toLocalDate().plusDays(daysAhead).atStartOfDay();
        boolean fromLog = today.profile().trainingLog().stream()
                .filter(entry -> !entry.at().toLocalDate().isAfter(start.toLocalDate()))
                .anyMatch(entry -> {
                    Exercise done = rules.vocabulary().exercise(entry.exercise());
                    return start.isBefore(entry.at().plusHours(done.recoveryHours())) && shareRegion(done, exercise);
                });
        return fromLog
                || planned.stream()
                        .filter(work -> work.daysAhead() < daysAhead)
                        .anyMatch(work -> (daysAhead - work.daysAhead()) * 24
                                        < work.exercise().recoveryHours()
                                && shareRegion(work.exercise(), exercise));
    }

    private boolean shareRegion(Exercise one, Exercise other) {
        return one.regions().stream()
                .anyMatch(loaded -> other.regions().stream()
                        .anyMatch(region -> rules.vocabulary().overlap(loaded, region)));
    }
}

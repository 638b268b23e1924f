package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.assessment.Limitation;
import dorsal.assessment.Outlook;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.ProgrammeTerms;
import dorsal.knowledge.ProgrammeTerms.Change;
import dorsal.knowledge.ProgrammeTerms.Change.Effect;
import dorsal.knowledge.ProgrammeTerms.On;
import dorsal.programme.Dosage.Response;
import dorsal.programme.Week.Adjustment;
import dorsal.programme.Week.Unmet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Plans the seven days after an assessment: how much of what ({@link Needs}), laid out so that rest and recovery hold
 * ({@link Arrangement}), and what is missing for balance ({@link Shortfalls}). Exercises come from the verdicts of the
 * assessment only, so that a week cannot hold one that is withheld.
 */
public final class WeekPlanner {
    /** Ways to lay out the sessions that are tried before the best of them is taken: more where a log may be in the way. */
    private static final int MOST_TRIED = 8;

    private static final int TRIED_WITHOUT_LOG = 1;

    private final Assessment assessment;
    private final ProgrammeTerms terms;
    private final Doses doses;
    private final Frame frame;
    private final Optional<Response> response;

    private WeekPlanner(Assessment assessment, ProgrammeTerms terms) {
        this.assessment = assessment;
        this.terms = terms;
        this.doses = new Doses(assessment);
        this.frame = Frame.of(assessment, terms, doses);
        this.response = response();
    }

    /** The week; nothing is planned in an emergency, on hold, or when no exercise is left. */
    public static Week plan(Assessment assessment) {
        return withheld(assessment)
                .map(Week::withheld)
                .orElseGet(() -> new WeekPlanner(
                                assessment,
                                assessment.rules().knowledge().programme().orElseThrow())
                        .plan());
    }

    private static Optional<String> withheld(Assessment assessment) {
        if (assessment.urgency() == Urgency.EMERGENCY) {
            return Optional.of("This may be an emergency: medical care comes first. ["
                    + assessment.escalations().get(0).rule().id() + "]");
        }
        if (assessment.hold()) {
            return Optional.of(
                    "Questions that come first are not answered. [" + limiting(assessment, Optional.empty()) + "]");
        }
        if (assessment.ceiling() == Ceiling.NONE) {
            return Optional.of("No exercise for now. [" + limiting(assessment, Optional.of(Ceiling.NONE)) + "]");
        }
        if (assessment.rules().knowledge().programme().isEmpty()) {
            return Optional.of("These rules do not say how a week is put together (programme.yaml).");
        }
        boolean none = assessment.exercises().stream()
                .noneMatch(exercise -> exercise.verdict().compareTo(Verdict.HELD) < 0 && exercise.available());
        return none
                ? Optional.of("No exercise is both possible with what the patient has and left open by the rules.")
                : Optional.empty();
    }

    private static String limiting(Assessment assessment, Optional<Ceiling> ceiling) {
        return assessment.limits().stream()
                .filter(limit -> limit.ceiling().equals(ceiling))
                .map(Limitation::rule)
                .map(rule -> rule.id())
                .collect(Collectors.joining(", "));
    }

    private Optional<Response> response() {
        for (Change change : terms.changes()) {
            boolean fired = assessment.fired().contains(change.rule());
            boolean forbidden = change.effect() == Effect.PROGRESS
                    && doses.most(terms.frame().progress(), 1) <= 0;
            if (fired && !forbidden) {
                return Optional.of(new Response(
                        change.effect(),
                        percent(change),
                        change.rule(),
                        assessment.rules().rule(change.rule()).reason()));
            }
        }
        return Optional.empty();
    }

    /** By how much: the most of a range is cut or added, the least of it is kept in an easier week. */
    private double percent(Change change) {
        double otherwise = change.percent().orElse(0);
        return change.by()
                .map(measure -> change.effect() == Effect.EASIER
                        ? doses.least(measure, otherwise)
                        : doses.most(measure, otherwise))
                .orElse(otherwise);
    }

    private Week plan() {
        boolean simplify =
                response.map(known -> known.effect() == Effect.SIMPLIFY).orElse(false);
        List<Need> needs =
                Needs.of(assessment, terms, doses, simplify ? frame.leastExercises() : frame.mostExercises());
        Items items = new Items(assessment, new Dosage(assessment, terms, doses, response));
        Outlook outlook = Outlook.of(assessment);
        Shortfalls shortfalls = new Shortfalls(assessment, terms, doses, frame);
        Optional<Arrangement> best = Optional.empty();
        List<Unmet> leastUnmet = List.of();
        for (SortedSet<Integer> sessions : layouts(needs)) {
            Arrangement arrangement = new Arrangement(assessment, terms, doses, frame, items, outlook, needs, sessions);
            List<Unmet> unmet = shortfalls.of(needs, arrangement);
            boolean better = best.isEmpty()
                    || unmet.size() < leastUnmet.size()
                    || (unmet.size() == leastUnmet.size()
                            && arrangement.size() > best.get().size());
            if (better) {
                best = Optional.of(arrangement);
                leastUnmet = unmet;
            }
            if (unmet.isEmpty()) {
                break;
            }
        }
        return new Week(
                Optional.empty(),
                best.orElseThrow().days(),
                leastUnmet,
                response.map(known -> new Adjustment(known.effect(), known.reason(), known.rule())));
    }

    /** Ways to lay out the sessions, those with the most rest between sessions first, then those that begin sooner. */
    private List<SortedSet<Integer>> layouts(List<Need> needs) {
        int wanted = needs.stream()
                .filter(need -> need.part().on() == On.SESSION && need.isCounted())
                .mapToInt(Need::target)
                .max()
                .orElse(0);
        wanted = Math.max(wanted, (int) doses.least(terms.frame().sessions(), 0));
        for (int count = Math.min(wanted, frame.mostSessions()); count > 0; count--) {
            List<SortedSet<Integer>> layouts = new ArrayList<>();
            collect(count, 1, new TreeSet<>(), layouts);
            layouts.removeIf(layout -> gap(layout) < frame.leastGap());
            if (!layouts.isEmpty()) {
                layouts.sort(Comparator.comparing((SortedSet<Integer> layout) -> -gap(layout))
                        .thenComparing(Object::toString));
                int tried = assessment.profile().trainingLog().isEmpty() ? TRIED_WITHOUT_LOG : MOST_TRIED;
                return layouts.subList(0, Math.min(tried, layouts.size()));
            }
        }
        return List.of(new TreeSet<>());
    }

    private static void collect(int count, int from, SortedSet<Integer> chosen, List<SortedSet<Integer>> layouts) {
        if (chosen.size() == count) {
            layouts.add(new TreeSet<>(chosen));
            return;
        }
        for (int day = from; day <= Frame.WEEK; day++) {
            chosen.add(day);
            collect(count, day + 1, chosen, layouts);
            chosen.remove(day);
        }
    }

    /** Days from one session to the next, at least, the next week's first among them. */
    private static int gap(SortedSet<Integer> days) {
        int gap = Frame.WEEK;
        int before = days.last() - Frame.WEEK;
        for (int day : days) {
            gap = Math.min(gap, day - before);
            before = day;
        }
        return gap;
    }
}

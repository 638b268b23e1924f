package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.Outlook;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Exercise;
import dorsal.clinical.Exercise.Dose;
import dorsal.clinical.Verdict;
import dorsal.knowledge.ProgrammeTerms;
import dorsal.knowledge.ProgrammeTerms.Matched;
import dorsal.knowledge.ProgrammeTerms.On;
import dorsal.knowledge.ProgrammeTerms.Part;
import dorsal.knowledge.ProgrammeTerms.Spaced;
import dorsal.programme.Week.Day;
import dorsal.programme.Week.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One way to lay out the week: sessions on given days, everything else around them. */
final class Arrangement {
    private static final int HOURS = 24;
    private static final int MOST_OVERLAPS = 100;

    private final Assessment assessment;
    private final ProgrammeTerms terms;
    private final Doses doses;
    private final Frame frame;
    private final Items items;
    private final Outlook outlook;
    private final SessionTime time;
    private final List<Need> needs;
    private final SortedSet<Integer> sessions;
    private final SortedSet<Integer> gentleDays = new TreeSet<>();
    private final List<List<Item>> days = new ArrayList<>();
    private final Set<String> sessionWork = new HashSet<>();
    private final int[] daysDone;
    private final Set<String> outOfTime = new HashSet<>();
    private final Set<Matched> unmatched = new HashSet<>();

    Arrangement(
            Assessment assessment,
            ProgrammeTerms terms,
            Doses doses,
            Frame frame,
            Items items,
            Outlook outlook,
            List<Need> needs,
            SortedSet<Integer> sessions) {
        this.assessment = assessment;
        this.terms = terms;
        this.doses = doses;
        this.frame = frame;
        this.items = items;
        this.outlook = outlook;
        this.time = new SessionTime(terms, frame);
        this.needs = needs;
        this.sessions = sessions;
        needs.stream()
                .filter(Needs::isInSession)
                .forEach(need -> sessionWork.add(need.part().code()));
        this.daysDone = new int[assessment.exercises().size()];
        for (int day = 1; day <= Frame.WEEK; day++) {
            days.add(new ArrayList<>());
        }
        chooseGentleDays();
        fill();
        fillGaps();
    }

    // ---- which days

    /** The days between sessions that are used too, each as far as can be from those in use. */
    private void chooseGentleDays() {
        Set<Integer> used = new TreeSet<>(sessions);
        while (used.size() < frame.activeDays()) {
            int best = 0;
            int bestDistance = -1;
            for (int day = 1; day <= Frame.WEEK; day++) {
                int distance = distance(day, used);
                if (!used.contains(day) && distance > bestDistance) {
                    best = day;
                    bestDistance = distance;
                }
            }
            used.add(best);
            gentleDays.add(best);
        }
    }

    private static int distance(int day, Set<Integer> used) {
        return used.stream()
                .mapToInt(other -> Math.min(Math.abs(day - other), Frame.WEEK - Math.abs(day - other)))
                .min()
                .orElse(Frame.WEEK);
    }

    /** The days on which a part is wanted. */
    private Set<Integer> wanted(Need need) {
        On on = need.part().on();
        List<Integer> fitting = new ArrayList<>();
        if (need.weekMinutes().isPresent()) {
            fitting.addAll(gentleDays);
            fitting.addAll(sessions);
        } else {
            fitting.addAll(spread(List.copyOf(sessions), need.target()));
            sessions.stream().filter(day -> !fitting.contains(day)).forEach(fitting::add);
            fitting.addAll(gentleDays);
        }
        fitting.removeIf(day -> !on.fits(sessions.contains(day)));
        return new HashSet<>(need.isCounted() ? fitting.subList(0, Math.min(need.target(), fitting.size())) : fitting);
    }

    /** So many of the days, first and last among them. */
    private static List<Integer> spread(List<Integer> days, int count) {
        if (count >= days.size() || count < 2) {
            return days;
        }
        List<Integer> spread = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spread.add(days.get(Math.round((float) i * (days.size() - 1) / (count - 1))));
        }
        return spread;
    }

    // ---- filling the days

    private void fill() {
        List<Set<Integer>> wanted = needs.stream().map(this::wanted).toList();
        for (int day = 1; day <= Frame.WEEK; day++) {
            if (!isActive(day)) {
                continue;
            }
            boolean[] open = outlook.open(day - 1, planned());
            for (int i = 0; i < needs.size(); i++) {
                if (wanted.get(i).contains(day)) {
                    pick(needs.get(i), day, open, false);
                }
            }
            match(day, open);
            keepWithinTime(day);
        }
    }

    /** What could not be placed where it was wanted is done on another day, with work that needs no recovery. */
    private void fillGaps() {
        for (Need need : needs) {
            for (int day = 1; day <= Frame.WEEK && need.isCounted() && daysOf(need.part()) < need.target(); day++) {
                if (isActive(day) && need.part().on().fits(sessions.contains(day)) && !holds(day, need.part())) {
                    pick(need, day, outlook.open(day - 1, planned()), true);
                    keepWithinTime(day);
                }
            }
        }
    }

    private boolean isActive(int day) {
        return sessions.contains(day) || gentleDays.contains(day);
    }

    private List<Outlook.Planned> planned() {
        List<Outlook.Planned> planned = new ArrayList<>();
        for (int day = 1; day <= Frame.WEEK; day++) {
            for (Item item : items(day)) {
                double effort = item.dose().getOrDefault(Dosage.EFFORT, 0.0);
                planned.add(new Outlook.Planned(day - 1, item.verdict().exercise(), (int) Math.ceil(effort)));
            }
        }
        return planned;
    }

    private void pick(Need need, int day, boolean[] open, boolean withoutRecovery) {
        Set<String> usual = usual(need.part());
        for (int count = 0; count < need.exercises(); count++) {
            if (Needs.isInSession(need) && exercisesOn(day) >= frame.mostExercises()) {
                return;
            }
            ExerciseVerdict best = null;
            int leastFitting = Integer.MAX_VALUE;
            for (ExerciseVerdict candidate : need.candidates()) {
                boolean allowed = isOpen(candidate.exercise(), need, day, open)
                        && (!withoutRecovery || candidate.exercise().recoveryHours() == 0);
                int fitting = allowed ? unfitness(candidate, need.part(), usual, day) : Integer.MAX_VALUE;
                if (fitting < leastFitting) {
                    best = candidate;
                    leastFitting = fitting;
                }
            }
            if (best == null) {
                return;
            }
            put(items.of(best, need), day);
        }
    }

    /**
     * The same exercises all week where that can be, permitted before caution, not what the warm-up already was, and
     * within a day of regions that the part does not work yet; the order of the candidates decides the rest.
     */
    private int unfitness(ExerciseVerdict candidate, Part part, Set<String> usual, int day) {
        int overlaps = 0;
        boolean done = false;
        for (Item item : items(day)) {
            done |= item.exercise().equals(candidate.exercise().id());
            boolean shared = item.isFor(part)
                    && !Collections.disjoint(
                            item.verdict().exercise().regions(),
                            candidate.exercise().regions());
            overlaps += shared ? 1 : 0;
        }
        return ((usual.contains(candidate.exercise().id()) ? 0 : 1) * 4
                                + (candidate.verdict() == Verdict.PERMITTED ? 0 : 2)
                                + (done ? 1 : 0))
                        * MOST_OVERLAPS
                + overlaps;
    }

    /** What the part was done with on the days before. */
    private Set<String> usual(Part part) {
        Set<String> usual = new HashSet<>();
        for (List<Item> items : days) {
            for (Item item : items) {
                if (item.isFor(part)) {
                    usual.add(item.exercise());
                }
            }
        }
        return usual;
    }

    private boolean isOpen(Exercise exercise, Need need, int day, boolean[] open) {
        int place = assessment.rules().place(exercise.id());
        boolean gentle = gentleDays.contains(day);
        return open[place]
                && (!gentle || (exercise.recoveryHours() == 0 && isGentle(exercise.demand())))
                && (need.part().outsideSession() || daysDone[place] < mostDays(exercise))
                && !isOn(day, exercise)
                && isSpaced(exercise, day);
    }

    /** A warm-up may be gone on with. */
    private boolean isOn(int day, Exercise exercise) {
        for (Item item : items(day)) {
            if (item.exercise().equals(exercise.id()) && item.part().on() != On.SESSION_START) {
                return true;
            }
        }
        return false;
    }

    private boolean isSpaced(Exercise exercise, int day) {
        for (Spaced spaced : terms.spaced()) {
            if (!isSpaced(exercise, spaced, day)) {
                return false;
            }
        }
        return true;
    }

    private boolean isGentle(Ceiling demand) {
        return frame.gentleDemands().contains(demand);
    }

    private static double mostDays(Exercise exercise) {
        return Optional.ofNullable(exercise.doses().get("days-per-week"))
                .map(Dose::most)
                .orElse((double) Frame.WEEK);
    }

    private boolean isSpaced(Exercise exercise, Spaced spaced, int day) {
        if (!exercise.movements().containsAll(spaced.movements())) {
            return true;
        }
        int used = 0;
        for (int other = 1; other <= Frame.WEEK; other++) {
            boolean lifts = items(other).stream()
                    .anyMatch(item -> item.verdict().exercise().movements().containsAll(spaced.movements()));
            if (lifts && other != day) {
                used++;
                if (Math.abs(day - other) * HOURS < doses.most(spaced.gapHours(), 0)) {
                    return false;
                }
            }
        }
        return used < doses.most(spaced.days(), Frame.WEEK);
    }

    // ---- keeping count

    /** An exercise is done on a day once, in whatever parts. */
    private void put(Item item, int day) {
        boolean counted = item.part().outsideSession()
                || items(day).stream()
                        .anyMatch(other -> other.exercise().equals(item.exercise())
                                && !other.part().outsideSession());
        if (!counted) {
            daysDone[assessment.rules().place(item.exercise())]++;
        }
        items(day).add(item);
    }

    /** Counted anew after something was taken out or exchanged. */
    private void recount() {
        Arrays.fill(daysDone, 0);
        for (List<Item> items : days) {
            items.stream()
                    .filter(item -> !item.part().outsideSession())
                    .map(Item::exercise)
                    .distinct()
                    .forEach(exercise -> daysDone[assessment.rules().place(exercise)]++);
        }
    }

    // ---- what goes together

    /** Where there is too much of one kind for each of another, one is exchanged, or left out. */
    private void match(int day, boolean[] open) {
        for (Matched matched : terms.matched()) {
            double most = doses.most(matched.measure(), Double.MAX_VALUE);
            while (many(day, matched) > most * few(day, matched)) {
                if (!exchange(day, matched, open)) {
                    unmatched.add(matched);
                    break;
                }
            }
        }
    }

    private long many(int day, Matched matched) {
        return items(day).stream().filter(item -> isMany(item, matched)).count();
    }

    private boolean isMany(Item item, Matched matched) {
        Exercise exercise = item.verdict().exercise();
        return isSessionWork(item.part())
                && matched.many().takes(exercise)
                && !matched.few().takes(exercise);
    }

    private long few(int day, Matched matched) {
        return items(day).stream()
                .filter(item -> isSessionWork(item.part()))
                .filter(item -> matched.few().takes(item.verdict().exercise()))
                .count();
    }

    private boolean isSessionWork(Part part) {
        return sessionWork.contains(part.code());
    }

    /** The last of too many gives way: to one of the other kind, to one of neither, or to nothing where others remain. */
    private boolean exchange(int day, Matched matched, boolean[] open) {
        List<Item> onDay = items(day);
        for (int i = onDay.size() - 1; i >= 0; i--) {
            Item item = onDay.get(i);
            if (!isMany(item, matched)) {
                continue;
            }
            Need need = needs.stream()
                    .filter(candidate -> item.isFor(candidate.part()))
                    .findFirst()
                    .orElseThrow();
            Optional<ExerciseVerdict> other = need.candidates().stream()
                    .filter(candidate -> isOpen(candidate.exercise(), need, day, open))
                    .filter(candidate -> !matched.many().takes(candidate.exercise())
                            || matched.few().takes(candidate.exercise()))
                    .min(Comparator.comparing((ExerciseVerdict candidate) ->
                                    !matched.few().takes(candidate.exercise()))
                            .thenComparing(need.candidates()::indexOf));
            if (other.isPresent()) {
                onDay.set(i, items.of(other.get(), need));
                recount();
                return true;
            }
            if (onDay.stream().filter(same -> same.isFor(item.part())).count() > 1) {
                onDay.remove(i);
                recount();
                return true;
            }
        }
        return false;
    }

    // ---- time

    private void keepWithinTime(int day) {
        List<Item> onDay = items(day);
        while (time.isOver(onDay)) {
            Optional<Item> gaveWay = time.shorten(onDay);
            if (gaveWay.isEmpty()) {
                return;
            }
            outOfTime.add(gaveWay.get().part().code());
            recount();
        }
    }

    // ---- what came of it

    private List<Item> items(int day) {
        return days.get(day - 1);
    }

    private int exercisesOn(int day) {
        return (int)
                items(day).stream().filter(item -> isSessionWork(item.part())).count();
    }

    private boolean holds(int day, Part part) {
        return items(day).stream().anyMatch(item -> item.isFor(part));
    }

    int daysOf(Part part) {
        return (int) days.stream()
                .filter(items -> items.stream().anyMatch(item -> item.isFor(part)))
                .count();
    }

    double minutesOf(Part part) {
        return days.stream()
                .flatMap(List::stream)
                .filter(item -> item.isFor(part))
                .mapToDouble(item -> item.dose().getOrDefault(Dosage.MINUTES, 0.0)
                        * item.dose().getOrDefault(Dosage.TIMES_A_DAY, 1.0))
                .sum();
    }

    int sessions() {
        return sessions.size();
    }

    boolean ranOutOfTime(Part part) {
        return outOfTime.contains(part.code());
    }

    boolean isUnmatched(Matched matched) {
        return unmatched.contains(matched);
    }

    int size() {
        return days.stream().mapToInt(List::size).sum();
    }

    List<Day> days() {
        List<Day> week = new ArrayList<>();
        for (int day = 1; day <= Frame.WEEK; day++) {
            week.add(new Day(
                    day,
                    assessment.profile().at().toLocalDate().plusDays(day - 1L),
                    items(day).isEmpty(),
                    sessions.contains(day) && !items(day).isEmpty(),
                    items(day)));
        }
        return week;
    }
}

package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Exercise.Dose;
import dorsal.clinical.Numbers;
import dorsal.clinical.Verdict;
import dorsal.knowledge.ProgrammeTerms;
import dorsal.knowledge.ProgrammeTerms.Matched;
import dorsal.knowledge.ProgrammeTerms.On;
import dorsal.knowledge.ProgrammeTerms.Part;
import dorsal.programme.Week.Unmet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What balance asks for that an arrangement does not hold, and why. */
final class Shortfalls {
    private final Assessment assessment;
    private final ProgrammeTerms terms;
    private final Doses doses;
    private final Frame frame;

    Shortfalls(Assessment assessment, ProgrammeTerms terms, Doses doses, Frame frame) {
        this.assessment = assessment;
        this.terms = terms;
        this.doses = doses;
        this.frame = frame;
    }

    List<Unmet> of(List<Need> needs, Arrangement week) {
        List<Unmet> unmet = new ArrayList<>();
        for (Need need : needs) {
            days(need, week).ifPresent(unmet::add);
            minutes(need, week).ifPresent(unmet::add);
        }
        for (Matched matched : terms.matched()) {
            if (week.isUnmatched(matched)) {
                unmet.add(new Unmet(
                        matched.name(),
                        matched.name(),
                        "No other exercise is left that would balance these on the same day.",
                        matched.rule()));
            }
        }
        return unmet;
    }

    private Optional<Unmet> days(Need need, Arrangement week) {
        int held = week.daysOf(need.part());
        int least = need.days().map(range -> (int) range.least()).orElse(1);
        boolean due = need.isCounted() || isDue(need.part(), week);
        if (held >= least || !due) {
            return Optional.empty();
        }
        String name = need.part().name().toLowerCase(Locale.ROOT);
        String what = need.isCounted()
                ? "%s on %d %s (%s)"
                        .formatted(
                                name,
                                least,
                                least == 1 ? "day" : "days",
                                held == 0 ? "none planned" : held + " planned")
                : name;
        return Optional.of(why(need, week, held, least, what));
    }

    /** Warm-up, cool-down and the like are missed only where there is a day that they belong to. */
    private static boolean isDue(Part part, Arrangement week) {
        boolean anySession = week.days().stream().anyMatch(Week.Day::session);
        boolean anyGentle = week.days().stream()
                .anyMatch(day -> !day.session() && !day.items().isEmpty());
        return part.on() == On.GENTLE_DAY ? anyGentle : part.on() == On.ANY_DAY ? anySession || anyGentle : anySession;
    }

    private Unmet why(Need need, Arrangement week, int held, int least, String what) {
        Part part = need.part();
        List<ExerciseVerdict> all = assessment.rules().counting(part).stream()
                .map(assessment.exercises()::get)
                .toList();
        List<ExerciseVerdict> usable = all.stream()
                .filter(exercise -> exercise.verdict().compareTo(Verdict.HELD) < 0)
                .toList();
        if (all.isEmpty()) {
            return new Unmet(part.code(), what, "The catalogue holds no exercise for it.", need.rule());
        }
        if (usable.isEmpty()) {
            return withheld(all, part, what);
        }
        if (need.candidates().isEmpty()) {
            return new Unmet(
                    part.code(),
                    what,
                    "None of the %s is possible where the patient exercises and with the equipment to hand."
                            .formatted(count(
                                    usable.size(), "exercise that could be done", "exercises that could be done")),
                    need.rule());
        }
        if (frame.patientDays().isPresent() && frame.patientDays().get() < least) {
            return new Unmet(
                    part.code(),
                    what,
                    "The patient can exercise on %s a week."
                            .formatted(count(frame.patientDays().get(), "day", "days")),
                    need.rule());
        }
        if (week.ranOutOfTime(part)) {
            return new Unmet(
                    part.code(), what, "A session of %s has no room for it.".formatted(sessionMinutes()), need.rule());
        }
        boolean tooFew = part.on() == On.SESSION && week.sessions() < least;
        if (tooFew) {
            String names = terms.frame().sessions();
            boolean dosed = doses.most(names, Frame.WEEK) < least;
            return new Unmet(
                    part.code(),
                    what,
                    "No more than %s leave room for rest.".formatted(count(week.sessions(), "session", "sessions")),
                    dosed && !doses.rules(names).isEmpty() ? doses.rules(names).get(0) : restRule(need));
        }
        if (frame.activeDays() < least) {
            return new Unmet(
                    part.code(),
                    what,
                    "%s left beside the rest days.".formatted(count(frame.activeDays(), "day is", "days are")),
                    restRule(need));
        }
        return new Unmet(
                part.code(),
                what,
                held == 0
                                && usable.stream()
                                        .allMatch(
                                                exercise -> exercise.exercise().recoveryHours() > 0)
                        ? "The regions that its exercises load need the days of this week to recover."
                        : "On the other days its exercises would load a region before it has recovered, or be done more"
                                + " often than is meant.",
                spacingRule(need));
    }

    private static Unmet withheld(List<ExerciseVerdict> all, Part part, String what) {
        Map<String, Integer> rules = new TreeMap<>();
        Map<String, String> claims = new TreeMap<>();
        for (ExerciseVerdict exercise : all) {
            exercise.reasons().stream()
                    .filter(reason -> reason.verdict().compareTo(Verdict.HELD) >= 0)
                    .forEach(reason -> {
                        rules.merge(reason.rule().id(), 1, Integer::sum);
                        claims.put(reason.rule().id(), reason.rule().claim());
                    });
        }
        String most = rules.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, Integer> entry) -> entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElseThrow();
        return new Unmet(
                part.code(),
                what,
                "%s withheld. %s."
                        .formatted(
                                all.size() == 1
                                        ? "The one exercise for it is"
                                        : "All %d exercises for it are".formatted(all.size()),
                                claims.get(most)),
                most);
    }

    private Optional<Unmet> minutes(Need need, Arrangement week) {
        Part part = need.part();
        Optional<Dose> asked = part.weekMinutes().flatMap(doses::range);
        double held = week.minutesOf(part);
        if (asked.isEmpty() || held >= asked.get().least() || held == 0) {
            return Optional.empty(); // none at all is told by the days
        }
        String what = "%s minutes of %s (%s planned)"
                .formatted(
                        Numbers.plain(asked.get().least()), part.name().toLowerCase(Locale.ROOT), Numbers.plain(held));
        if (week.ranOutOfTime(part)) {
            return Optional.of(new Unmet(
                    part.code(),
                    what,
                    "A session of %s has no room for more.".formatted(sessionMinutes()),
                    need.rule()));
        }
        List<String> measures = part.dose().getOrDefault(Dosage.MINUTES, List.of());
        Optional<String> capping = measures.stream()
                .filter(measure -> doses.range(measure).isPresent())
                .min(Comparator.comparing(measure -> doses.most(measure, 0)));
        return Optional.of(capping.map(measure -> new Unmet(
                        part.code(),
                        what,
                        "It is built up from %s minutes a day on %s."
                                .formatted(
                                        Numbers.plain(doses.most(measure, 0)), count(week.daysOf(part), "day", "days")),
                        doses.rules(measure).get(0)))
                .orElseGet(() -> new Unmet(
                        part.code(),
                        what,
                        "There is room for it on %s.".formatted(count(week.daysOf(part), "day", "days")),
                        need.rule())));
    }

    private String sessionMinutes() {
        return Numbers.plain(frame.sessionMinutes().orElse(0.0)) + " minutes";
    }

    private String restRule(Need need) {
        return first(terms.frame().fullRestDays(), terms.frame().unloadedDays()).orElse(need.rule());
    }

    private String spacingRule(Need need) {
        return first(terms.frame().sameRegion()).orElse(need.rule());
    }

    private Optional<String> first(String... measures) {
        for (String measure : measures) {
            if (!doses.rules(measure).isEmpty()) {
                return Optional.of(doses.rules(measure).get(0));
            }
        }
        return Optional.empty();
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}

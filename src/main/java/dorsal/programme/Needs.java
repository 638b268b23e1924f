package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Answer;
import dorsal.clinical.Exercise;
import dorsal.clinical.Exercise.Dose;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import dorsal.clinical.Verdict;
import dorsal.knowledge.ProgrammeTerms;
import dorsal.knowledge.ProgrammeTerms.More;
import dorsal.knowledge.ProgrammeTerms.On;
import dorsal.knowledge.ProgrammeTerms.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What this patient's week should hold of each part, and which exercises are left for it. */
final class Needs {
    private final Assessment assessment;
    private final ProgrammeTerms terms;
    private final Doses doses;
    private final Picture picture;
    private final Set<String> goals;
    private final Map<String, Integer> preferred = new HashMap<>();
    private final List<String> levels;
    private final int level;

    private Needs(Assessment assessment, ProgrammeTerms terms, Doses doses) {
        this.assessment = assessment;
        this.terms = terms;
        this.doses = doses;
        this.picture = assessment.picture();
        this.goals = picture.answers().get(terms.frame().goalsAnswer()) instanceof Answer.Choices choices
                ? choices.values()
                : Set.of();
        assessment.preferred().forEach(exercise -> preferred.put(exercise, preferred.size()));
        this.levels = List.copyOf(assessment.rules().vocabulary().levels());
        this.level = picture.answers().get(terms.frame().levelAnswer()) instanceof Answer.Choice choice
                ? Math.max(0, levels.indexOf(choice.value()))
                : 0;
    }

    /** The needs, in the order of the parts. */
    static List<Need> of(Assessment assessment, ProgrammeTerms terms, Doses doses, int mostExercises) {
        Needs needs = new Needs(assessment, terms, doses);
        List<Need> all = new ArrayList<>();
        for (Part part : terms.parts()) {
            if (part.when().map(when -> when.truth(needs.picture) == Truth.TRUE).orElse(true)) {
                needs.of(part).ifPresent(all::add);
            }
        }
        return withinSession(all, mostExercises);
    }

    private Optional<Need> of(Part part) {
        Optional<Dose> days = part.days().flatMap(doses::range).or(part::usualDays);
        if (days.isEmpty() && !part.eachDay()) {
            return Optional.empty(); // no rule asks for it
        }
        boolean goal = part.goals().stream().anyMatch(goals::contains);
        List<ExerciseVerdict> candidates = candidates(part);
        Optional<Double> minutes =
                part.weekMinutes().flatMap(doses::range).map(range -> goal ? range.most() : range.least());
        int target =
                days.map(range -> (int) (goal ? range.most() : range.least())).orElse(0);
        if (minutes.isPresent() && !candidates.isEmpty()) {
            double longest = longest(part, candidates.get(0).exercise());
            int needed = (int) Math.ceil(minutes.get() / longest);
            target = Math.max(target, Math.min(needed, (int)
                    days.map(Dose::most).orElse(0.0).doubleValue()));
        }
        return Optional.of(new Need(part, days, target, exercises(part), candidates, minutes, rule(part)));
    }

    private String rule(Part part) {
        List<String> dosing = part.days().map(doses::rules).orElse(List.of());
        return dosing.isEmpty() || assessment.fired().contains(part.rule()) ? part.rule() : dosing.get(0);
    }

    /** The most minutes that an exercise may take on one day. */
    private double longest(Part part, Exercise exercise) {
        List<String> measures = terms.measures(exercise, part).getOrDefault(Dosage.MINUTES, List.of());
        double most = Optional.ofNullable(exercise.doses().get(Dosage.MINUTES))
                .map(Dose::most)
                .orElse(1.0);
        for (String measure : measures) {
            most = Math.min(most, doses.most(measure, most));
        }
        return Math.max(1, most);
    }

    private int exercises(Part part) {
        int exercises = part.exercises();
        for (More more : part.more()) {
            if (more.when().truth(picture) == Truth.TRUE) {
                exercises = Math.max(exercises, more.exercises());
            }
        }
        return exercises;
    }

    /** As many exercises as a session may hold: of the parts with most, the later ones give first. */
    private static List<Need> withinSession(List<Need> all, int most) {
        List<Need> needs = new ArrayList<>(all);
        while (inSession(needs) > most) {
            int widest = -1;
            for (int i = 0; i < needs.size(); i++) {
                boolean narrower = widest >= 0
                        && needs.get(i).exercises() < needs.get(widest).exercises();
                if (isInSession(needs.get(i)) && needs.get(i).exercises() > 1 && !narrower) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            needs.set(widest, needs.get(widest).with(needs.get(widest).exercises() - 1));
        }
        return needs;
    }

    private static int inSession(List<Need> needs) {
        return needs.stream()
                .filter(Needs::isInSession)
                .mapToInt(Need::exercises)
                .sum();
    }

    /** True for what counts as an exercise of a session: no warm-up, cool-down or aerobic work. */
    static boolean isInSession(Need need) {
        return need.isCounted() && need.weekMinutes().isEmpty() && need.part().on() != On.GENTLE_DAY;
    }

    // ---- candidates

    private List<ExerciseVerdict> candidates(Part part) {
        return assessment.rules().counting(part).stream()
                .map(assessment.exercises()::get)
                .filter(exercise -> exercise.verdict().compareTo(Verdict.HELD) < 0 && exercise.available())
                .sorted(best(part))
                .toList();
    }

    /** Permitted before caution; what the part means most; what rules prefer; the patient's own level. */
    private Comparator<ExerciseVerdict> best(Part part) {
        return Comparator.comparing(ExerciseVerdict::verdict)
                .thenComparing(exercise -> meant(part, exercise.exercise()))
                .thenComparing(
                        exercise -> !preferred.containsKey(exercise.exercise().id()))
                .thenComparing(exercise -> mainQuality(part, exercise.exercise()))
                .thenComparing(
                        exercise -> preferred.getOrDefault(exercise.exercise().id(), 0))
                .thenComparing(exercise -> levelsApart(exercise.exercise()))
                .thenComparing(exercise -> exercise.exercise().id());
    }

    private static int meant(Part part, Exercise exercise) {
        List<String> qualities = part.takes().qualities();
        for (int i = 0; i < qualities.size(); i++) {
            if (exercise.qualities().contains(qualities.get(i))) {
                return i;
            }
        }
        return qualities.size();
    }

    private static int mainQuality(Part part, Exercise exercise) {
        List<String> qualities = exercise.qualities();
        for (int i = 0; i < qualities.size(); i++) {
            if (part.takes().qualities().contains(qualities.get(i))) {
                return i;
            }
        }
        return qualities.size();
    }

    /** How far the exercise is from the patient's level; above it counts more than below, and not answered is lowest. */
    private int levelsApart(Exercise exercise) {
        int other = levels.indexOf(exercise.level());
        return other > level ? levels.size() + other - level : level - other;
    }
}

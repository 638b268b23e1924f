package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.clinical.Exercise;
import dorsal.clinical.Exercise.Dose;
import dorsal.knowledge.ProgrammeTerms;
import dorsal.knowledge.ProgrammeTerms.Change.Effect;
import dorsal.knowledge.ProgrammeTerms.On;
import dorsal.knowledge.ProgrammeTerms.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The amounts of one exercise: the least that the catalogue gives, raised to what the rules ask of a session, kept within
 * what they allow and within the ceiling's effort, and changed as the response so far asks.
 */
final class Dosage {
    static final String SETS = "sets";
    static final String REPS = "reps";
    static final String HOLD = "hold-seconds";
    static final String MINUTES = "minutes";
    static final String TIMES_A_DAY = "times-a-day";
    static final String EFFORT = "effort";
    static final String START_PERCENT = "start-percent";
    /** What goes up by one step, the first that has room: one variable at a time. */
    private static final List<String> STEPS = List.of(REPS, HOLD, MINUTES, SETS);

    private static final int FIVE_MINUTES = 5;

    private final ProgrammeTerms terms;
    private final Doses doses;
    private final OptionalDouble effortAtMost;
    private final Optional<Response> response;

    Dosage(Assessment assessment, ProgrammeTerms terms, Doses doses, Optional<Response> response) {
        this.terms = terms;
        this.doses = doses;
        this.response = response;
        Integer effort = terms.effortAtMost().get(assessment.ceiling());
        this.effortAtMost = effort == null ? OptionalDouble.empty() : OptionalDouble.of(effort);
    }

    /**
     * The amounts, by name.
     *
     * @param minutesWanted what the week asks for on this day, where the part has minutes in a week
     */
    Map<String, Double> of(Exercise exercise, Part part, Optional<Double> minutesWanted) {
        Map<String, List<String>> mapped = terms.measures(exercise, part);
        Map<String, Double> amounts = new LinkedHashMap<>();
        Map<String, Double> room = new LinkedHashMap<>();
        boolean byTime = !exercise.doses().containsKey(MINUTES)
                && mapped.getOrDefault(MINUTES, List.of()).stream()
                        .anyMatch(measure -> doses.range(measure).isPresent());
        for (String amount : ProgrammeTerms.AMOUNTS) {
            boolean counted = amount.equals(SETS) || amount.equals(REPS) || amount.equals(HOLD);
            if (byTime && counted) {
                continue;
            }
            Optional<Dose> own = Optional.ofNullable(exercise.doses().get(amount));
            List<Dose> dosed = mapped.getOrDefault(amount, List.of(amount)).stream()
                    .flatMap(measure -> doses.range(measure).stream())
                    .toList();
            if (own.isEmpty() && (dosed.isEmpty() || !mapped.containsKey(amount))) {
                continue;
            }
            boolean raised = part.on() == On.SESSION || mapped.containsKey(amount) || own.isEmpty();
            double least = Stream.concat(own.stream(), raised ? dosed.stream() : Stream.empty())
                    .mapToDouble(Dose::least)
                    .max()
                    .orElseThrow();
            double most = Stream.concat(own.stream(), dosed.stream())
                    .mapToDouble(Dose::most)
                    .min()
                    .orElseThrow();
            amounts.put(amount, Math.min(least, most));
            room.put(amount, most);
        }
        effortAtMost.ifPresent(cap -> amounts.computeIfPresent(EFFORT, (name, effort) -> Math.min(effort, cap)));
        minutesWanted.ifPresent(wanted -> lengthen(amounts, room, wanted));
        startLoad(exercise, amounts);
        response.ifPresent(known -> respond(known, part, amounts, room));
        return inOrder(amounts);
    }

    private static void lengthen(Map<String, Double> amounts, Map<String, Double> room, double wanted) {
        double times = amounts.getOrDefault(TIMES_A_DAY, 1.0);
        double each = Math.ceil(wanted / times / FIVE_MINUTES) * FIVE_MINUTES;
        amounts.computeIfPresent(
                MINUTES, (name, minutes) -> Math.max(minutes, Math.min(each, room.getOrDefault(MINUTES, minutes))));
    }

    private void startLoad(Exercise exercise, Map<String, Double> amounts) {
        if (exercise.movements().contains(terms.frame().loadMovement())) {
            doses.range(terms.frame().startLoad()).ifPresent(share -> amounts.put(START_PERCENT, share.least()));
        }
    }

    private void respond(Response known, Part part, Map<String, Double> amounts, Map<String, Double> room) {
        boolean worked = part.on() == On.SESSION || part.weekMinutes().isPresent();
        if (!worked) {
            return;
        }
        switch (known.effect()) {
            case CUT -> cut(amounts, 1 - known.percent() / 100);
            case EASIER -> cut(amounts, known.percent() / 100);
            case PROGRESS -> {
                if (part.on() == On.SESSION) {
                    step(amounts, room, known.percent());
                }
            }
            case SIMPLIFY, HOLD -> {
                // the amounts stay
            }
        }
    }

    /** Fewer sets; with one set, fewer of what it holds; less time. Never nothing. */
    private static void cut(Map<String, Double> amounts, double share) {
        String what = amounts.getOrDefault(SETS, 1.0) > 1
                ? SETS
                : amounts.containsKey(MINUTES) ? MINUTES : amounts.getOrDefault(REPS, 1.0) > 1 ? REPS : HOLD;
        amounts.computeIfPresent(what, (name, amount) -> Math.max(1, Math.floor(amount * share)));
    }

    private static void step(Map<String, Double> amounts, Map<String, Double> room, double percent) {
        for (String amount : STEPS) {
            double now = amounts.getOrDefault(amount, 0.0);
            double most = room.getOrDefault(amount, now);
            if (now > 0 && now < most) {
                amounts.put(amount, Math.min(most, now + Math.max(1, Math.floor(now * percent / 100))));
                return;
            }
        }
    }

    private static Map<String, Double> inOrder(Map<String, Double> amounts) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        for (String amount : ProgrammeTerms.AMOUNTS) {
            Double value = amounts.get(amount);
            if (value != null) {
                ordered.put(amount, value);
            }
        }
        return ordered;
    }

    /**
     * What a rule that fired does to the amounts.
     *
     * @param percent by how much, or how much of them stays
     */
    record Response(Effect effect, double percent, String rule, String reason) {}
}

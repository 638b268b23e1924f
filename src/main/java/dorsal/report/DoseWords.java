package dorsal.report;

import dorsal.clinical.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The amounts of an exercise in plain words: "2 sets of 8, each side, effort 4 of 10". */
public final class DoseWords {
    private DoseWords() {}

    /** The amounts, most important first. */
    public static String of(Map<String, Double> dose, boolean eachSide) {
        List<String> words = new ArrayList<>();
        String side = eachSide ? " on each side" : "";
        String sets = number(dose, "sets");
        String reps = number(dose, "reps");
        String hold = number(dose, "hold-seconds");
        if (!reps.isEmpty() || (!sets.isEmpty() && !sets.equals("1"))) {
            String times = reps.isEmpty() ? "" : reps.equals("1") ? "once" : reps + " times";
            String rounds = sets.isEmpty() || sets.equals("1") ? "" : sets + " sets of ";
            boolean one = times.equals("once") && !rounds.isEmpty();
            words.add((one ? number(dose, "sets") + " times" : rounds + times) + side);
        }
        if (!hold.isEmpty()) {
            words.add("hold " + hold + (hold.equals("1") ? " second" : " seconds"));
        }
        if (dose.containsKey("minutes")) {
            String minutes = number(dose, "minutes");
            words.add(minutes + (minutes.equals("1") ? " minute" : " minutes"));
        }
        if (dose.getOrDefault("times-a-day", 1.0) > 1) {
            words.add(number(dose, "times-a-day") + " times a day");
        }
        if (dose.containsKey("every-minutes")) {
            words.add("every " + number(dose, "every-minutes") + " minutes of sitting");
        }
        if (dose.containsKey("start-percent")) {
            words.add("at " + number(dose, "start-percent") + " % of the usual load");
        }
        if (dose.getOrDefault("effort", 0.0) >= 1) {
            words.add("effort " + number(dose, "effort") + " of 10");
        }
        return String.join(", ", words);
    }

    private static String number(Map<String, Double> dose, String amount) {
        Double value = dose.get(amount);
        return value == null ? "" : Numbers.plain(value);
    }
}

package dorsal.web;

import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of what loads each region of the body is closed to the patient: for a picture, and the same as a table. */
final class BodyRegions {
    private static final int NEARLY_ALL = 75;
    private static final int MUCH = 40;
    private static final List<String> WORDS = List.of("open", "a little limited", "much limited", "nearly closed");

    /** Where the picture shows a region; one that is not here stands in the table only. */
    private static final Set<String> DRAWN =
            Set.of("neck", "shoulders", "upper-back", "mid-back", "lower-back", "core", "hips", "hamstrings", "legs");

    private BodyRegions() {}

    static View of(List<ExerciseVerdict> exercises) {
        SortedMap<String, Map<Verdict, Integer>> counts = new TreeMap<>();
        for (ExerciseVerdict exercise : exercises) {
            for (String region : exercise.exercise().regions()) {
                counts.computeIfAbsent(region, r -> new EnumMap<>(Verdict.class))
                        .merge(exercise.verdict(), 1, Integer::sum);
            }
        }
        View view = new View();
        DRAWN.forEach(region -> view.with("shape-" + region, View.of("level", 0).with("closed", "")));
        List<View> rows = new ArrayList<>();
        counts.forEach((region, count) -> {
            int all = count.values().stream().mapToInt(Integer::intValue).sum();
            int closed = (of(count, Verdict.AVOID) + of(count, Verdict.HELD)) * 100 / all;
            int level = closed >= NEARLY_ALL ? 3 : closed >= MUCH ? 2 : closed > 0 ? 1 : 0;
            rows.add(View.of("region", EntryView.words(region))
                    .with("avoid", of(count, Verdict.AVOID))
                    .with("held", of(count, Verdict.HELD))
                    .with("caution", of(count, Verdict.CAUTION))
                    .with("permitted", of(count, Verdict.PERMITTED))
                    .with("closed", closed)
                    .with("words", WORDS.get(level)));
            if (DRAWN.contains(region)) {
                view.with("shape-" + region, View.of("level", level).with("closed", closed + " %"));
            }
        });
        return view.list("regions", rows);
    }

    private static int of(Map<Verdict, Integer> count, Verdict verdict) {
        return count.getOrDefault(verdict, 0);
    }
}

package dorsal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines that one text has and another has not, each as often as it is there more often; blank lines aside. */
public record ChangedLines(List<String> gone, List<String> come) {

    /** Between two states of a file; an empty text stands for no file. */
    public static ChangedLines between(String before, String after) {
        return between(before.lines().toList(), after.lines().toList());
    }

    static ChangedLines between(List<String> before, List<String> after) {
        return new ChangedLines(beyond(before, after), beyond(after, before));
    }

    private static List<String> beyond(List<String> lines, List<String> others) {
        Map<String, Integer> there = new HashMap<>();
        others.forEach(line -> there.merge(line.strip(), 1, Integer::sum));
        List<String> beyond = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (!text.isEmpty() && there.merge(text, -1, Integer::sum) < 0) {
                beyond.add(text);
            }
        }
        return beyond;
    }
}

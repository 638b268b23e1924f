package dorsal.web;

import dorsal.text.Problem;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file, numbered, each problem below the line that it is in. */
final class NumberedText {
    private NumberedText() {}

    static List<View> of(String text, List<Problem> problems) {
        List<View> lines = new ArrayList<>();
        String[] all = text.split("\r\n|\n|\r", -1);
        int count = all.length > 1 && all[all.length - 1].isEmpty() ? all.length - 1 : all.length;
        for (int i = 0; i < count; i++) {
            int number = i + 1;
            boolean last = number == count;
            List<Problem> here = problems.stream()
                    .filter(problem -> problem.at().line() == number
                            || (last && problem.at().line() > number))
                    .toList();
            lines.add(line(number, all[i], here));
        }
        return lines;
    }

    private static View line(int number, String text, List<Problem> problems) {
        int from = problems.isEmpty()
                ? text.length()
                : Math.min(text.length(), problems.get(0).at().column() - 1);
        int to = from;
        while (to < text.length() && (to == from || !Character.isWhitespace(text.charAt(to)))) {
            to++;
        }
        return View.of("number", number)
                .with("before", text.substring(0, from))
                .with("marked", text.substring(from, to))
                .with("after", text.substring(to))
                .list(
                        "problems",
                        problems.stream()
                                .map(problem ->
                                        View.of("column", problem.at().column()).with("message", problem.message()))
                                .toList());
    }
}

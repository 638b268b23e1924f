package dorsal.web;

import dorsal.text.Position;
import dorsal.text.Problem;
import java.util.List;

/** Problems of a rules folder, each linked to its line: on this page for the file shown here, else on that of its file. */
final class ProblemViews {
    private ProblemViews() {}

    /** The path of the file that a problem is in, below the folder. */
    private static String path(Problem problem, String folder) {
        return path(problem.at(), folder);
    }

    /** The path of a file, below the folder. */
    static String path(Position at, String folder) {
        String file = at.file();
        return file.startsWith(folder + "/") ? file.substring(folder.length() + 1) : file;
    }

    /** The problems of one file. */
    static List<Problem> in(String path, List<Problem> problems, String folder) {
        return problems.stream()
                .filter(problem -> path(problem, folder).equals(path))
                .toList();
    }

    static List<View> of(List<Problem> problems, String folder, String shownHere) {
        return problems.stream()
                .map(problem -> {
                    String path = path(problem, folder);
                    boolean here = path.equals(shownHere);
                    int line = problem.at().line();
                    return View.of("message", problem.message())
                            .with("here", here)
                            .with("line", line)
                            .with("together", "")
                            .with("column", problem.at().column())
                            .with(
                                    "place",
                                    (here ? "Line " + line : path + ", line " + line) + ", column "
                                            + problem.at().column())
                            .with("link", (here ? "" : RuleFile.link("/rules/file", path)) + "#line-" + line);
                })
                .toList();
    }

    /** The same in an editor, where another file is opened beside the one shown here and no text is lost. */
    static List<View> editing(List<Problem> problems, String folder, String shownHere) {
        List<View> views = of(problems, folder, shownHere);
        for (int i = 0; i < views.size(); i++) {
            String path = path(problems.get(i), folder);
            views.get(i).with("together", !path.equals(shownHere) && RuleFile.mayBe(path) ? path : "");
        }
        return views;
    }
}

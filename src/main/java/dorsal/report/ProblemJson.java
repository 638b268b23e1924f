package dorsal.report;

import dorsal.text.Problem;
import java.net.URI;
import java.util.List;

/** What is wrong with a request, as RFC 9457 spells it: {@code application/problem+json}. */
public final class ProblemJson {
    private static final String NO_TYPE_OF_ITS_OWN = "about:blank";
    private static final String REFUSED = "urn:dorsal:problem:refused-text";

    private ProblemJson() {}

    /**
     * A problem that its HTTP status names.
     *
     * @param title the words of the status
     * @param detail a sentence for whoever sent the request
     * @param instance this one occurrence of it
     */
    public static byte[] of(int status, String title, String detail, URI instance) {
        return Json.object(json -> frame(json, NO_TYPE_OF_ITS_OWN, status, title, detail, instance));
    }

    /** A text that was refused, with everything that is wrong with it. */
    public static byte[] refused(int status, List<Problem> problems, URI instance) {
        String detail = problems.size() == 1
                ? problems.get(0).toString()
                : "%d problems; the first is at %s."
                        .formatted(problems.size(), problems.get(0).at());
        return Json.object(json -> {
            frame(json, REFUSED, status, "The text is refused", detail, instance);
            write(json, problems);
        });
    }

    private static void frame(Json json, String type, int status, String title, String detail, URI instance) {
        json.text("type", type);
        json.text("title", title);
        json.number("status", status);
        json.text("detail", detail);
        json.text("instance", instance.toString());
    }

    static void write(Json json, List<Problem> problems) {
        json.objects("problems", problems, problem -> {
            json.text("file", problem.at().file());
            json.number("line", problem.at().line());
            json.number("column", problem.at().column());
            json.text("found", problem.found());
            json.text("expected", problem.expected());
            json.textOrNull("advice", problem.advice());
            json.text("message", problem.message());
        });
    }
}

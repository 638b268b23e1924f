package dorsal.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser, with connections and cookies of their own; every request is timed, and its answer looked at. */
final class Browser {
    static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 5;

    private final URI server;
    private final Supplier<Timings> timings;
    private final HttpClient client;

    /** @param timings those that count now */
    Browser(URI server, Supplier<Timings> timings, Executor executor) {
        this.server = server;
        this.timings = timings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .executor(executor)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /** True when somebody was let in. */
    boolean logIn(String name) throws InterruptedException {
        String page = get("login page", "/login", body -> body.contains("name=\"password\""));
        String form = "_csrf=" + encoded(token(page)) + "&name=" + encoded(name) + "&password=" + encoded(PASSWORD);
        String to = post("log-in", "/login", form);
        return !to.isEmpty() && !to.contains("/login");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What protects the forms of a page. */
    static String token(String page) {
        return first(TOKEN, page);
    }

    static String first(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        return found.find() ? found.group(1) : "";
    }

    static boolean isWholePage(String body) {
        return body.stripTrailing().endsWith("</html>");
    }

    String get(String kind, String path, Predicate<String> good) throws InterruptedException {
        HttpResponse<String> answer = send(kind, request(path).GET());
        return answer != null && isAs(kind, answer, 200, good) ? answer.body() : "";
    }

    /** A part of a page, as scripts ask for it. */
    String part(String kind, String path, String form, Predicate<String> good) throws InterruptedException {
        HttpResponse<String> answer = send(kind, form(path, form).header("HX-Request", "true"));
        return answer != null && isAs(kind, answer, 200, good) ? answer.body() : "";
    }

    /** A form whose answer sends the browser elsewhere: where to, or nothing when it does not. */
    String post(String kind, String path, String form) throws InterruptedException {
        HttpResponse<String> answer = send(kind, form(path, form));
        return answer != null && isAs(kind, answer, 302, body -> true)
                ? answer.headers().firstValue("Location").orElse("")
                : "";
    }

    /** As a program with a token. */
    void assess(String kind, String token, String profile) throws InterruptedException {
        HttpResponse<String> answer = send(
                kind,
                HttpRequest.newBuilder(server.resolve("/api/assessments"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(profile)));
        if (answer != null) {
            isAs(kind, answer, 200, body -> body.contains("\"urgency\"") && body.endsWith("}\n"));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Accept", "text/html, */*;q=0.8");
    }

    private HttpRequest.Builder form(String path, String form) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private boolean isAs(String kind, HttpResponse<String> answer, int status, Predicate<String> good) {
        if (answer.statusCode() != status) {
            timings.get().failed(kind, "status " + answer.statusCode());
            return false;
        }
        if (!good.test(answer.body())) {
            timings.get().failed(kind, "not what was asked for");
            return false;
        }
        return true;
    }

    /** The answer, or null when there was none; who is told to come again later does so, and that is counted apart. */
    private HttpResponse<String> send(String kind, HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.timeout(PATIENCE).build();
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                long took = System.nanoTime() - start;
                var later = answer.headers().firstValueAsLong("Retry-After");
                boolean busy = answer.statusCode() == 503 && later.isPresent();
                timings.get().took(busy ? kind + " (busy)" : kind, took);
                if (!busy || attempt == TRIES) {
                    return answer;
                }
                Thread.sleep(1_000 * later.getAsLong());
            } catch (IOException e) {
                timings.get().failed(kind, e.getClass().getSimpleName());
                return null;
            }
        }
    }
}

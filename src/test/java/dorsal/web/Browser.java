package dorsal.web;

import dorsal.store.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser, as far as HTTP goes: cookies, forms with their token, no scripts. */
final class Browser {
    static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Served dorsal;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NEVER)
            .build();

    Browser(Served dorsal) {
        this.dorsal = dorsal;
    }

    /** Somebody of a role, logged in. */
    static Browser of(Served dorsal, Role role) throws IOException, InterruptedException {
        String name = "some-" + role.code();
        if (dorsal.chart().users().find(name).isEmpty()) {
            dorsal.chart().users().add(name, role, PASSWORD, false, "tests");
        }
        Browser browser = new Browser(dorsal);
        browser.logIn(name, PASSWORD);
        return browser;
    }

    HttpResponse<String> logIn(String name, String password) throws IOException, InterruptedException {
        return post("/login", token("/login"), "name", name, "password", password);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    /** A page once nothing is under way on it any more. */
    HttpResponse<String> settled(String path) throws IOException, InterruptedException {
        HttpResponse<String> page = get(path);
        while (page.body().contains("<progress")) {
            page = get(path);
        }
        return page;
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(dorsal.at(path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends a form with the token of a page, as its names and values. */
    HttpResponse<String> post(String path, String token, String... fields) throws IOException, InterruptedException {
        List<String> pairs = new ArrayList<>(List.of("_csrf=" + encoded(token)));
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return send("POST", path, String.join("&", pairs));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The token in the forms of a page; none is of use for a page that has no form. */
    String token(String path) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(path).body());
        return token.find() ? token.group(1) : "";
    }
}

package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.activation.Standing;
import dorsal.knowledge.RuleCard;
import dorsal.report.Templates;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;

/** Sends pages: a template inside the frame that all of them share. */
final class Pages {
    static final String THEME_COOKIE = "theme";

    /** Scripts and styles come from Dorsal's own files, never from within a page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final String NOTICE = Pages.class.getName() + ".notice";
    private static final int FINGERPRINT = 19;

    /** What the bar at the top leads to; each is shown to those who may go there. */
    private static final Map<String, String> PLACES = places();

    private static final Map<String, String> PARTS_OF_RULES = partsOfRules();

    private final Templates templates;
    private final Assets assets;
    private final ActiveRules rules;
    private final Clock clock;
    private final SessionTime time;

    Pages(Templates templates, Assets assets, ActiveRules rules, Clock clock, SessionTime time) {
        this.templates = templates;
        this.assets = assets;
        this.rules = rules;
        this.clock = clock;
        this.time = time;
    }

    private static Map<String, String> partsOfRules() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("/rules", "Files");
        parts.put("/rules/proposals", "Proposals");
        parts.put("/rules/overrides", "Overrides");
        parts.put("/rules/history", "History");
        return parts;
    }

    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("/patients", "Patients");
        places.put("/rules", "Rules");
        places.put("/users", "Users");
        places.put("/tokens", "Tokens");
        places.put("/audit", "Audit");
        return places;
    }

    /** The first place that a role may go to. */
    static String home(SignedIn user) {
        return PLACES.keySet().stream()
                .filter(path -> Gates.mayGet(path, user.role()))
                .findFirst()
                .orElse("/password");
    }

    /** A whole page. */
    void page(HttpServletRequest request, HttpServletResponse response, String title, String template, View view)
            throws IOException {
        view.with("csrf", csrf(request)).with("assets", assets.addresses());
        String main = render(template, view);
        View frame = frame(request)
                .with("title", title)
                .with("main", main)
                .with("refresh", view.getOrDefault("refresh", ""));
        send(response, render("frame", frame));
    }

    /** A part of a page that is there already. */
    void part(HttpServletResponse response, String template, View view) throws IOException {
        send(response, render(template, view));
    }

    /** A page without the frame: what is to be printed. */
    void bare(HttpServletResponse response, String template, View view) throws IOException {
        send(response, render(template, view.with("assets", assets.addresses())));
    }

    private String render(String template, View view) {
        return Turns.take(() -> templates.render(template, view));
    }

    private static void send(HttpServletResponse response, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** Goes to another page, which says once what was done. */
    static void redirect(HttpServletRequest request, HttpServletResponse response, String path, String notice)
            throws IOException {
        request.getSession().setAttribute(NOTICE, notice);
        response.sendRedirect(path);
    }

    private View frame(HttpServletRequest request) {
        SignedIn user = SignedIn.from(SecurityContextHolder.getContext().getAuthentication());
        String theme = theme(request);
        View frame = new View()
                .with("assets", assets.addresses())
                .with("csrf", csrf(request))
                .with("theme", theme)
                .with("other-theme", theme.equals("dark") ? "light" : "dark")
                .with("is-dark", theme.equals("dark"))
                .with("back", request.getMethod().equals("GET") ? back(request) : "/")
                .with("user", user == null ? "" : user.name())
                .with("idle", time.idle().toSeconds())
                .with("idle-minutes", Math.max(1, time.idle().toMinutes()))
                .with("role", user == null ? "" : user.role().code().replace('-', ' '))
                .with("notice", notice(request))
                .list("places", user == null || user.mustChangePassword() ? List.of() : placesOf(user, request))
                .with("parts-of", "Rules")
                .list("parts", user == null ? List.of() : partsOf(request));
        return frame.all(footer());
    }

    private static String back(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static List<View> placesOf(SignedIn user, HttpServletRequest request) {
        List<View> places = new ArrayList<>();
        PLACES.forEach((path, name) -> {
            if (Gates.mayGet(path, user.role())) {
                places.add(View.of("path", path)
                        .with("name", name)
                        .with("here", request.getRequestURI().startsWith(path)));
            }
        });
        return places;
    }

    private static List<View> partsOf(HttpServletRequest request) {
        String asked = request.getRequestURI();
        if (!asked.matches("/rules(/.*)?")) {
            return List.of();
        }
        String here = asked.equals("/rules/roll-back")
                ? "/rules/history"
                : PARTS_OF_RULES.keySet().stream()
                        .filter(path -> !path.equals("/rules") && asked.startsWith(path))
                        .findFirst()
                        .orElse("/rules");
        return PARTS_OF_RULES.entrySet().stream()
                .map(part -> View.of("path", part.getKey())
                        .with("name", part.getValue())
                        .with("here", part.getKey().equals(here)))
                .toList();
    }

    private View footer() {
        Standing standing = rules.standing();
        long signed = standing.rules().knowledge().rules().stream()
                .map(RuleCard::signed)
                .filter(name -> name.isPresent())
                .count();
        int all = standing.rules().knowledge().rules().size();
        return new View()
                .with(
                        "fingerprint",
                        standing.rules()
                                .fingerprint()
                                .substring(
                                        0,
                                        Math.min(
                                                FINGERPRINT,
                                                standing.rules().fingerprint().length())))
                .with("since", Moments.of(standing.since(), clock.getZone()))
                .with("rules", all)
                .with("unsigned", all - signed)
                .with("all-signed", signed == all)
                .with("refused", standing.refused().isPresent());
    }

    private static View csrf(HttpServletRequest request) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return token == null
                ? View.of("name", "_csrf").with("header", "X-CSRF-TOKEN").with("token", "")
                : View.of("name", token.getParameterName())
                        .with("header", token.getHeaderName())
                        .with("token", token.getToken());
    }

    /** As chosen; empty where the browser's own setting decides. */
    private static String theme(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? ""
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(THEME_COOKIE))
                        .map(Cookie::getValue)
                        .filter(THEMES::contains)
                        .findFirst()
                        .orElse("");
    }

    private static String notice(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        @Nullable Object notice = session == null ? null : session.getAttribute(NOTICE);
        if (session != null && notice != null) {
            session.removeAttribute(NOTICE);
        }
        return notice == null ? "" : notice.toString();
    }
}

package dorsal.web;

import dorsal.store.Chart;
import dorsal.store.ChartRefusal;
import dorsal.store.LogIn;
import dorsal.store.User;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Logging in, one's own password, and light or dark. */
@Controller
final class AccountController {
    private static final int A_YEAR = 365 * 24 * 60 * 60;

    private static final Map<String, String> SAID_AT_LOG_IN = Map.of(
            "wrong", "This name and password do not belong together. Try again.",
            "wait", "Too many wrong passwords. Wait a minute or more, then try again.",
            "again", "The log-in page was open too long. Try again.",
            "out", "You are logged out.");

    private final Chart chart;
    private final Pages pages;
    private final SessionTime time;
    private final Optional<Provider> provider;

    AccountController(Chart chart, Pages pages, SessionTime time, Optional<Provider> provider) {
        this.chart = chart;
        this.pages = pages;
        this.time = time;
        this.provider = provider;
    }

    @GetMapping("/")
    void home(SignedIn user, HttpServletResponse response) throws IOException {
        response.sendRedirect(Pages.home(user));
    }

    @GetMapping("/login")
    void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String said = SAID_AT_LOG_IN.getOrDefault(String.valueOf(request.getQueryString()), "");
        boolean calm = "out".equals(request.getQueryString());
        String refused = SignOnFailures.take(request);
        View view = new View()
                .with("problem", calm ? "" : refused + said)
                .with("said", calm ? said : "")
                .with("refused", !refused.isEmpty())
                .with("provider", provider.map(there -> there.settings().name()).orElse(""))
                .with("away", provider.filter(there -> !there.answers()).isPresent());
        pages.page(request, response, "Log in", "login", view);
    }

    /** The token that a page which stayed open needs after its user has logged in again. */
    @GetMapping("/session-token")
    void token(@RequestAttribute("_csrf") CsrfToken token, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getWriter().write(token.getToken());
    }

    /**
     * How long the user stays logged in: seconds, whether something done makes it longer ({@code idle}) or not ({@code
     * whole}), and who it is; {@code 0} for nobody. Asking makes it no longer.
     */
    @GetMapping("/session")
    void left(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SignedIn user = SignedIn.from(SecurityContextHolder.getContext().getAuthentication());
        HttpSession session = request.getSession(false);
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getWriter().write(user == null || session == null ? "0" : words(user, session));
    }

    private String words(SignedIn user, HttpSession session) {
        Duration left = time.left(user, session);
        String kind = left.equals(time.wholeLeft(user)) ? "whole" : "idle";
        return left.toSeconds() + " " + kind + " " + user.name();
    }

    /** Somebody is there; the answer is the same. */
    @PostMapping("/session")
    void stay(SignedIn user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        left(request, response);
    }

    @GetMapping("/password")
    void password(SignedIn user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(user, "", request, response);
    }

    private void show(SignedIn user, String problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!problem.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        View view = new View()
                .with("problem", problem)
                .with("must", user.mustChangePassword())
                .with("none", !hasPassword(user))
                .with("provider", provider.map(there -> there.settings().name()).orElse("the provider"))
                .with("name", user.name());
        pages.page(request, response, "Change your password", "password", view);
    }

    private boolean hasPassword(SignedIn user) {
        return chart.users().find(user.name()).filter(User::hasPassword).isPresent();
    }

    @PostMapping("/password")
    void changePassword(
            SignedIn user,
            @RequestParam("old") String old,
            @RequestParam("new") String chosen,
            @RequestParam("again") String again,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!chosen.equals(again)) {
            show(user, "The new password was typed in two different ways.", request, response);
            return;
        }
        LogIn known = chart.users().logIn(user.name(), old, request.getRemoteAddr());
        if (known.user().isEmpty()) {
            String wait = known.pause().isZero() ? "" : " Wait a minute or more before the next try.";
            show(user, "This is not your present password." + wait, request, response);
            return;
        }
        try {
            User changed = chart.users().changePassword(user.name(), chosen, false, user.name());
            request.changeSessionId();
            remember(SignedIn.of(changed, time.now()), request, response);
        } catch (ChartRefusal refusal) {
            show(user, String.valueOf(refusal.getMessage()), request, response);
            return;
        }
        Pages.redirect(request, response, "/", "Your password is changed.");
    }

    private static void remember(SignedIn user, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(user.authentication());
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    @PostMapping("/theme")
    void theme(
            @RequestParam("theme") String theme,
            @RequestParam("back") String back,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Cookie cookie = new Cookie(Pages.THEME_COOKIE, theme.equals("dark") ? "dark" : "light");
        cookie.setPath("/");
        cookie.setMaxAge(A_YEAR);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
        response.sendRedirect(isHere(back) ? back : "/");
    }

    /** A path of this server: a form must not lead elsewhere. */
    private static boolean isHere(String path) {
        return path.startsWith("/") && !path.startsWith("//") && path.indexOf('\\') < 0 && !path.contains("\n");
    }
}

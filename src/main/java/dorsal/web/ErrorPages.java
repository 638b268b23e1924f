package dorsal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What somebody sees who has to log in first, or may not do what they try. */
final class ErrorPages implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final URI NOWHERE = URI.create("about:blank");

    private static final String TOO_LONG = "This page was open too long";

    /** Passwords stand in no page, and light or dark is not worth one. */
    private static final Set<String> NOT_CARRIED = Set.of("/password", "/theme");

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        if (isPartOfPage(request)) {
            say(request, response, HttpStatus.UNAUTHORIZED, "You are logged out", "Log in again.");
        } else if (accepts(request, "text/html")) {
            if (request.getMethod().equals("GET")
                    || !carry(request, response, HttpStatus.UNAUTHORIZED, "Log in first")) {
                response.sendRedirect("/login");
            }
        } else {
            Reply.problem(response, HttpStatus.UNAUTHORIZED, "Log in first.", ErrorReplies.instance(request));
        }
    }

    static boolean accepts(HttpServletRequest request, String type) {
        return String.valueOf(request.getHeader("Accept")).contains(type);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (!(denied instanceof CsrfException)) {
            say(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "Not for your role",
                    "Your role does not allow this. Ask an administrator if it should.");
        } else if (request.getRequestURI().equals("/login")) {
            response.sendRedirect("/login?again");
        } else if (request.getRequestURI().equals("/logout") && user() == null) {
            response.sendRedirect("/login?out");
        } else if (isPartOfPage(request) || !carry(request, response, HttpStatus.FORBIDDEN, TOO_LONG)) {
            say(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    TOO_LONG,
                    "Nothing was done. Go back, load the page anew, and try again.");
        }
    }

    private static @Nullable SignedIn user() {
        return SignedIn.from(SecurityContextHolder.getContext().getAuthentication());
    }

    /**
     * A page that holds what was typed and sends it again, once its user has logged in: nothing of it is lost, and nothing
     * is kept meanwhile.
     *
     * @return false where nothing was typed that may stand in a page
     */
    private boolean carry(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String title)
            throws IOException {
        List<View> fields = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                Arrays.stream(values)
                        .forEach(value -> fields.add(View.of("name", name).with("value", value)));
            }
        });
        if (fields.isEmpty() || NOT_CARRIED.contains(request.getRequestURI())) {
            return false;
        }
        SignedIn user = user();
        response.setStatus(status.value());
        View view = View.of("heading", title)
                .with("user", user == null ? "" : user.name())
                .with("path", request.getRequestURI())
                .list("fields", fields);
        pages.page(request, response, title, "carried", view);
        return true;
    }

    /** A page that says what went wrong, or only the sentence where a part of a page was asked for. */
    void say(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String title, String sentence)
            throws IOException {
        say(request, response, status, title, sentence, NOWHERE);
    }

    /** @param instance under which the log has more; shown for our own faults only */
    void say(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String title,
            String sentence,
            URI instance)
            throws IOException {
        response.setStatus(status.value());
        View view = View.of("sentence", sentence)
                .with("heading", title)
                .with("instance", status.is5xxServerError() ? instance.toString() : "");
        if (isPartOfPage(request)) {
            pages.part(response, "error", view);
        } else {
            pages.page(request, response, title, "error", view);
        }
    }

    static boolean isPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}

package dorsal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What somebody sees who has to log in first, or may not do what they try. */
final class ErrorPages implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final URI NOWHERE = URI.create("about:blank");

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
            response.sendRedirect("/login");
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
        } else {
            say(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "This page was open too long",
                    "Nothing was done. Log in in another window, then go back here and send the page again:"
                            + " what you typed is still in it.");
        }
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

package dorsal.web;

import dorsal.store.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Looks at each request whether the user who logged in still is what they were then: whoever was disabled, got another
 * role or another password, or did nothing for too long, is logged out at once. Who has to choose a password gets no
 * further before.
 */
final class StandingOfUsers extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** How long is left: a page asks for it by itself, so that asking is no sign of anybody there. */
    private static final String ASKED_BY_PAGES = "GET /session";

    private static final Set<String> BEFORE_THE_PASSWORD =
            Set.of("/password", "/logout", "/theme", "/session", "/session-token");

    private final transient Users users;
    private final transient SessionTime time;

    StandingOfUsers(Users users, SessionTime time) {
        this.users = users;
        this.time = time;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SignedIn user = SignedIn.from(SecurityContextHolder.getContext().getAuthentication());
        if (user == null || request.getRequestURI().startsWith("/assets/")) {
            chain.doFilter(request, response);
            return;
        }
        HttpSession session = request.getSession(false);
        if (session == null || !stands(user, session)) {
            SecurityContextHolder.clearContext();
            if (session != null) {
                session.invalidate();
            }
            chain.doFilter(request, response);
            return;
        }
        if (!ASKED_BY_PAGES.equals(request.getMethod() + " " + request.getRequestURI())) {
            time.use(session);
        }
        if (user.mustChangePassword() && !BEFORE_THE_PASSWORD.contains(request.getRequestURI())) {
            response.sendRedirect("/password");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean stands(SignedIn user, HttpSession session) {
        return time.left(user, session).toNanos() > 0
                && users.find(user.name())
                        .filter(now -> !now.disabled() && now.changedAt().equals(user.since()))
                        .isPresent();
    }
}

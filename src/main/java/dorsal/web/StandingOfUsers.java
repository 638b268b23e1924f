package dorsal.web;

import dorsal.store.User;
import dorsal.store.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Looks at each request whether the user who logged in still is what they were then: whoever was disabled, got another
 * role or another password is logged out at once. Who has to choose a password gets no further before.
 */
final class StandingOfUsers extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Users users;

    StandingOfUsers(Users users) {
        this.users = users;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SignedIn user = SignedIn.from(SecurityContextHolder.getContext().getAuthentication());
        if (user == null || request.getRequestURI().startsWith("/assets/")) {
            chain.doFilter(request, response);
            return;
        }
        Optional<User> now = users.find(user.name());
        if (now.filter(found -> !found.disabled() && found.changedAt().equals(user.since()))
                .isEmpty()) {
            SecurityContextHolder.clearContext();
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            chain.doFilter(request, response);
        } else if (user.mustChangePassword() && !mayCome(request.getRequestURI())) {
            response.sendRedirect("/password");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean mayCome(String path) {
        return path.equals("/password")
                || path.equals("/logout")
                || path.equals("/theme")
                || path.equals("/session-token");
    }
}

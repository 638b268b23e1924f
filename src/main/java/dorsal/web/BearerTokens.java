package dorsal.web;

import dorsal.store.Token;
import dorsal.store.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Lets a program in by the token that it shows. */
final class BearerTokens extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "bearer ";

    private final transient Tokens tokens;

    BearerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Token> token = shown(request).flatMap(tokens::use);
        if (token.isPresent()) {
            SignedIn program = new SignedIn(
                    token.get().name(),
                    token.get().role(),
                    false,
                    token.get().changedAt(),
                    token.get().changedAt());
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(program.authentication());
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static Optional<String> shown(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip());
    }
}

package dorsal.web;

import dorsal.store.Role;
import dorsal.store.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Somebody who has logged in, or a program that has shown its token.
 *
 * @param mustChangePassword before anything else; never for whoever came without a password
 * @param since when what is known of the user was last changed; once it is changed again, the session ends
 * @param at when they logged in
 */
record SignedIn(String name, Role role, boolean mustChangePassword, Instant since, Instant at)
        implements AuthenticatedPrincipal {
    /** By password. */
    static SignedIn of(User user, Instant at) {
        return new SignedIn(user.name(), user.role(), user.mustChangePassword(), user.changedAt(), at);
    }

    static SignedIn bySingleSignOn(User user, Instant at) {
        return new SignedIn(user.name(), user.role(), false, user.changedAt(), at);
    }

    @Override
    public String getName() {
        return name;
    }

    Authentication authentication() {
        return UsernamePasswordAuthenticationToken.authenticated(
                this, null, List.of(new SimpleGrantedAuthority(role.code())));
    }

    /** Who this is, or null for nobody. */
    static @Nullable SignedIn from(@Nullable Authentication authentication) {
        Object principal = authentication == null ? null : authentication.getPrincipal();
        if (principal instanceof SignedInThere there) {
            return there.user();
        }
        return principal instanceof SignedIn user ? user : null;
    }
}

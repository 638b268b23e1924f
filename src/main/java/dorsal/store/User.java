package dorsal.store;

import java.time.Instant;

/**
 * Somebody who may log in.
 *
 * @param mustChangePassword the password was given by somebody else and serves for one log-in only
 * @param hasPassword a password lets them in
 * @param singleSignOn the provider of single sign-on lets them in
 * @param changedAt when anything about this user was last changed
 */
public record User(
        String name,
        Role role,
        boolean disabled,
        boolean mustChangePassword,
        boolean hasPassword,
        boolean singleSignOn,
        Instant changedAt,
        String changedBy) {}

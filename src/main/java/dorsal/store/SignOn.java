package dorsal.store;

import java.util.Optional;

/**
 * The answer to somebody whom the provider of single sign-on has named.
 *
 * @param user set when they are let in
 */
public record SignOn(Outcome outcome, Optional<User> user) {
    /** Whether they are let in, or else why not. */
    public enum Outcome {
        LET_IN,
        /** No user has this name, and no role comes with it. */
        UNKNOWN,
        /** The user of this name logs in with a password only. */
        PASSWORD_ONLY,
        /** The user of this name has logged in before as another person at the provider. */
        SOMEBODY_ELSE,
        /** The provider gives the roles, and none to this person. */
        NO_ROLE,
        DISABLED
    }

    static SignOn refused(Outcome outcome) {
        return new SignOn(outcome, Optional.empty());
    }
}

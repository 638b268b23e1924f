package dorsal.store;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a name and a password.
 *
 * @param user set when they are right
 * @param pause above zero when there were too many wrong ones: the password was not even looked at
 */
public record LogIn(Optional<User> user, Duration pause) {}

package dorsal.web;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long somebody stays logged in: until nothing was done for a while, and never longer than a day. Measured here and
 * not by Tomcat, which would take a page's question how long is left for something done.
 */
final class SessionTime {
    /** Long enough for any shift, so that it ends nobody's work (WCAG 2.2.1 leaves out limits above 20 hours). */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final String USED = SessionTime.class.getName();

    private final Clock clock;
    private final Duration idle;

    SessionTime(Clock clock, Duration idle) {
        this.clock = clock;
        this.idle = idle;
    }

    /** How long nothing may be done. */
    Duration idle() {
        return idle;
    }

    Instant now() {
        return clock.instant();
    }

    /** Something was done: the time without anything done begins anew. */
    void use(HttpSession session) {
        session.setAttribute(USED, clock.instant());
    }

    /** How long until this user is logged out if nothing is done; not above zero when that is over. */
    Duration left(SignedIn user, HttpSession session) {
        Duration whole = wholeLeft(user);
        Instant used = session.getAttribute(USED) instanceof Instant moment ? moment : user.at();
        Duration quiet = Duration.between(clock.instant(), (used.isBefore(user.at()) ? user.at() : used).plus(idle));
        return whole.compareTo(quiet) < 0 ? whole : quiet;
    }

    /** The same, whatever is done. */
    Duration wholeLeft(SignedIn user) {
        return Duration.between(clock.instant(), user.at().plus(LONGEST));
    }
}

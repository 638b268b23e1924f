package dorsal.web;

import dorsal.store.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Leaves in the audit trail who looked at whose chart: once for each session and patient within a while. */
final class ChartViews {
    private static final Duration WHILE = Duration.ofMinutes(15);

    private final AuditTrail audit;
    private final Clock clock;

    ChartViews(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void note(HttpServletRequest request, SignedIn user, String patient) {
        HttpSession session = request.getSession();
        String name = "looked at " + patient;
        Instant now = clock.instant();
        if (!(session.getAttribute(name) instanceof Instant last)
                || last.plus(WHILE).isBefore(now)) {
            audit.note(user.name(), "chart looked at", Optional.of(patient), Optional.empty());
            session.setAttribute(name, now);
        }
    }
}

package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.report.HealthJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Which rules are in use, and whether those on disk are the same. */
@Controller
final class HealthController {
    private final ActiveRules rules;
    private final Clock clock;

    HealthController(ActiveRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    void health(HttpServletResponse response) throws IOException {
        Reply.json(response, HealthJson.of(rules.standing(), LocalDate.now(clock), clock.getZone()));
    }
}

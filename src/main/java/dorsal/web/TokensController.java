package dorsal.web;

import dorsal.store.Chart;
import dorsal.store.ChartRefusal;
import dorsal.store.Role;
import dorsal.store.Token;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The keys of programs. */
@Controller
final class TokensController {

    private final Chart chart;
    private final Pages pages;
    private final Clock clock;

    TokensController(Chart chart, Pages pages, Clock clock) {
        this.chart = chart;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/tokens")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(new View(), request, response);
    }

    private void show(View came, HttpServletRequest request, HttpServletResponse response) throws IOException {
        View view = new View()
                .with("problem", "")
                .with("name", "")
                .with("secret", "")
                .with("of", "")
                .list("roles", UsersController.roles(Role.CLINICIAN))
                .all(came)
                .list("tokens", chart.tokens().list().stream().map(this::row).toList());
        pages.page(request, response, "Tokens", "tokens", view);
    }

    private View row(Token token) {
        return View.of("name", token.name())
                .with("role", UsersController.words(token.role()))
                .with("revoked", token.revoked())
                .with("changed", time(token.changedAt()))
                .with("changed-by", token.changedBy())
                .with("used", token.lastUsed().map(this::time));
    }

    private String time(Instant at) {
        return Moments.of(at, clock.getZone());
    }

    @PostMapping("/tokens")
    void add(
            SignedIn me,
            @RequestParam("name") String name,
            @RequestParam("role") String role,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try {
            String secret = chart.tokens().add(name.strip(), UsersController.role(role), me.name());
            show(View.of("secret", secret).with("of", name.strip()), request, response);
        } catch (ChartRefusal refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            View view = View.of("problem", String.valueOf(refusal.getMessage()))
                    .with("name", name)
                    .list("roles", UsersController.roles(Role.find(role).orElse(Role.CLINICIAN)));
            show(view, request, response);
        }
    }

    @PostMapping("/tokens/revoke")
    void revoke(
            SignedIn me, @RequestParam("name") String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        chart.tokens().revoke(name, me.name());
        Pages.redirect(request, response, "/tokens", "The token '%s' opens nothing any more.".formatted(name));
    }
}

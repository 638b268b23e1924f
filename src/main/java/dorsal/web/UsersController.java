package dorsal.web;

import dorsal.store.Chart;
import dorsal.store.ChartRefusal;
import dorsal.store.Role;
import dorsal.store.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may log in. */
@Controller
final class UsersController {
    private static final String SINGLE_SIGN_ON = "single-sign-on";

    private final Chart chart;
    private final Pages pages;
    private final Clock clock;
    private final Optional<Provider> provider;

    UsersController(Chart chart, Pages pages, Clock clock, Optional<Provider> provider) {
        this.provider = provider;
        this.chart = chart;
        this.pages = pages;
        this.clock = clock;
    }

    /** Every role, the one given chosen. */
    static List<View> roles(Role chosen) {
        return Arrays.stream(Role.values())
                .map(role ->
                        View.of("code", role.code()).with("words", words(role)).with("chosen", role == chosen))
                .toList();
    }

    static String words(Role role) {
        return role.code().replace('-', ' ');
    }

    static Role role(String code) {
        return Role.find(code)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST, "Expected one of the roles " + String.join(", ", Role.codes()) + "."));
    }

    @GetMapping("/users")
    void list(SignedIn user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(user, new View(), request, response);
    }

    private void show(SignedIn me, View came, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        View view = new View()
                .with("problem", "")
                .with("name", "")
                .with("secret", "")
                .with("provider", provider.map(there -> there.settings().name()).orElse(""))
                .with(
                        "gives-roles",
                        provider.filter(there -> there.settings().rolesClaim().isPresent())
                                .isPresent())
                .with("by-password", false)
                .with("of", "")
                .list("roles", roles(Role.CLINICIAN))
                .all(came)
                .list(
                        "users",
                        chart.users().list().stream()
                                .map(user -> row(user, user.name().equals(me.name())))
                                .toList());
        pages.page(request, response, "Users", "users", view);
    }

    private View row(User user, boolean me) {
        return View.of("name", user.name())
                .with("me", me)
                .with("role", words(user.role()))
                .with("disabled", user.disabled())
                .with("must-change", user.mustChangePassword())
                .with("password", user.hasPassword())
                .with("single", user.singleSignOn())
                .with("both", user.hasPassword() && user.singleSignOn())
                .with("offered", provider.isPresent())
                .with("changed", Moments.day(user.changedAt(), clock.getZone()))
                .with("changed-by", user.changedBy())
                .list("roles", roles(user.role()));
    }

    @PostMapping("/users")
    void add(
            SignedIn me,
            @RequestParam("name") String name,
            @RequestParam("role") String role,
            @RequestParam(name = "by", defaultValue = "password") String by,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean single = by.equals(SINGLE_SIGN_ON);
        try {
            if (single) {
                chart.users().addForSingleSignOn(name.strip(), role(role), me.name());
                Pages.redirect(
                        request, response, "/users", "'%s' may log in by single sign-on.".formatted(name.strip()));
                return;
            }
            String secret = chart.users().addWithOneTimePassword(name.strip(), role(role), me.name());
            show(me, View.of("secret", secret).with("of", name.strip()), request, response);
        } catch (ChartRefusal refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            View view = View.of("problem", String.valueOf(refusal.getMessage()))
                    .with("name", name)
                    .with("by-password", !single)
                    .list("roles", roles(Role.find(role).orElse(Role.CLINICIAN)));
            show(me, view, request, response);
        }
    }

    @PostMapping("/users/change")
    void change(
            SignedIn me,
            @RequestParam("name") String name,
            @RequestParam("do") String action,
            @RequestParam(name = "role", defaultValue = "") String role,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String done =
                switch (action) {
                    case "role" -> {
                        chart.users().changeRole(name, role(role), me.name());
                        yield "'%s' is %s now.".formatted(name, role.replace('-', ' '));
                    }
                    case "disable" -> {
                        chart.users().disable(name, me.name());
                        yield "'%s' is let in no longer.".formatted(name);
                    }
                    case "enable" -> {
                        chart.users().enable(name, me.name());
                        yield "'%s' is let in again.".formatted(name);
                    }
                    case "password" -> {
                        String secret = chart.users().giveOneTimePassword(name, me.name());
                        show(me, View.of("secret", secret).with("of", name), request, response);
                        yield "";
                    }
                    case SINGLE_SIGN_ON -> {
                        chart.users().allowSingleSignOn(name, me.name());
                        yield "'%s' may log in by single sign-on.".formatted(name);
                    }
                    case "no-single-sign-on" -> {
                        chart.users().endSingleSignOn(name, me.name());
                        yield "'%s' logs in with the password only.".formatted(name);
                    }
                    case "no-password" -> {
                        chart.users().removePassword(name, me.name());
                        yield "'%s' logs in by single sign-on only.".formatted(name);
                    }
                    default ->
                        throw new Refusal(
                                HttpStatus.BAD_REQUEST,
                                "Expected role, disable, enable, password, no-password, single-sign-on or"
                                        + " no-single-sign-on.");
                };
        if (!done.isEmpty()) {
            Pages.redirect(request, response, "/users", done);
        }
    }
}

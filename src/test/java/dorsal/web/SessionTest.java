package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.store.Patient;
import dorsal.store.Role;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long somebody stays logged in, and that nothing typed is lost when it was too long, without a script. */
class SessionTest {
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final MovedClock clock =
            new MovedClock(Clock.fixed(Instant.parse("2026-11-22T13:30:00Z"), ZoneId.of("Europe/Berlin")));

    private Served dorsal;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        dorsal = Served.of(Listening.here(0), clock);
        browser = Browser.of(dorsal, Role.CLINICIAN);
    }

    @AfterEach
    void stop() {
        dorsal.close();
    }

    private String left() throws Exception {
        return browser.get("/session").body();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none").replaceFirst("^http://[^/]+", "");
    }

    private void passes(int minutes) {
        clock.forward(Duration.ofMinutes(minutes));
    }

    @Test
    void askingHowLongIsLeftMakesItNoLonger() throws Exception {
        assertThat(left()).isEqualTo("1800 idle some-clinician");
        passes(20);
        assertThat(left()).isEqualTo("600 idle some-clinician");
        passes(9);
        assertThat(left()).isEqualTo("60 idle some-clinician");
        passes(1);

        assertThat(left()).isEqualTo("0");
        assertThat(location(browser.get("/patients"))).isEqualTo("/login");
    }

    @Test
    void whateverIsDoneMakesItLonger() throws Exception {
        String token = browser.token("/patients");
        passes(20);
        assertThat(browser.post("/session", token).body()).isEqualTo("1800 idle some-clinician");
        passes(20);
        assertThat(browser.get("/patients").statusCode()).isEqualTo(200);
        passes(29);
        assertThat(left()).isEqualTo("60 idle some-clinician");
    }

    @Test
    void aDayIsTheLongestWhateverIsDone() throws Exception {
        for (int i = 0; i < 71; i++) {
            passes(20);
            assertThat(browser.get("/patients").statusCode()).isEqualTo(200);
        }

        assertThat(left()).isEqualTo("1200 whole some-clinician");
        passes(20);
        assertThat(location(browser.get("/patients"))).isEqualTo("/login");
    }

    @Test
    void whoIsNobodyHasNoTimeAndGetsNoSession() throws Exception {
        HttpResponse<String> answer = new Browser(dorsal).get("/session");

        assertThat(answer.body()).isEqualTo("0");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void afterLoggingInOneIsBackAtThePageThatWasAskedFor() throws Exception {
        Patient patient = dorsal.chart().patients().create("tests");
        passes(31);

        assertThat(location(browser.get(PatientPath.of(patient) + "/entry"))).isEqualTo("/login");

        assertThat(location(browser.logIn("some-clinician", Browser.PASSWORD)))
                .startsWith(PatientPath.of(patient) + "/entry");
    }

    /** The form of a page that holds what was typed, as a browser would send it. */
    private HttpResponse<String> sendAgain(HttpResponse<String> page, String path) throws Exception {
        assertThat(page.body()).contains("<form method=\"post\" action=\"" + path + "\" class=\"card stack\">");
        String form = page.body().substring(page.body().indexOf("action=\"" + path + "\""));
        List<String> fields = new ArrayList<>();
        String token = "";
        Matcher field = FIELD.matcher(form);
        while (field.find()) {
            String value = field.group(2)
                    .replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
            if (field.group(1).equals("_csrf")) {
                token = value;
            } else {
                fields.addAll(List.of(field.group(1), value));
            }
        }
        return browser.post(path, token, fields.toArray(String[]::new));
    }

    @Test
    void whatWasTypedIntoAPageThatWasOpenTooLongIsSentAfterLoggingIn() throws Exception {
        Patient patient = dorsal.chart().patients().create("tests");
        String path = PatientPath.of(patient) + "/entry";
        String token = browser.token(path);
        String state = String.valueOf(patient.state());
        passes(31);

        HttpResponse<String> lost = browser.post(
                path, token, "state", state, "f.age", "forty \"<&", "f.goals", "strength", "f.goals", "mobility");

        assertThat(lost.statusCode()).isEqualTo(403);
        assertThat(lost.body())
                .contains("This page was open too long", "Log in in a new window", "Send it again")
                .doesNotContain("forty \"<&");
        assertThat(dorsal.chart().visits().drafts(patient.id())).isEmpty();
        HttpResponse<String> impatient = sendAgain(lost, path);
        assertThat(impatient.statusCode()).isEqualTo(401);
        assertThat(impatient.body()).contains("Log in first", "Send it again");
        browser.logIn("some-clinician", Browser.PASSWORD);
        HttpResponse<String> held = sendAgain(impatient, path);
        assertThat(held.body()).contains("You are logged in as <strong>some-clinician</strong>", "Send it now");

        HttpResponse<String> taken = sendAgain(held, path);

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body())
                .contains("value=\"forty &quot;&lt;&amp;\"")
                .containsPattern("value=\"mobility\"[^>]* checked");
        assertThat(dorsal.chart().visits().draft(patient.id(), "some-clinician"))
                .isPresent();
    }

    @Test
    void noPasswordStandsInSuchAPage() throws Exception {
        String token = browser.token("/password");
        passes(31);

        HttpResponse<String> answer = browser.post(
                "/password", token, "old", Browser.PASSWORD, "new", "four plain words", "again", "four plain words");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain(Browser.PASSWORD, "four plain words");
        assertThat(location(browser.post("/logout", token))).isEqualTo("/login?out");
    }
}

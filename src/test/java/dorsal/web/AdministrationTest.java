package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.store.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, tokens and the audit trail over HTTP. */
class AdministrationTest {
    private static final Pattern SECRET = Pattern.compile("class=\"secret\">([^<]+)<");

    private Served dorsal;
    private Browser administrator;

    @BeforeEach
    void start() throws Exception {
        dorsal = Served.shippedRules();
        administrator = Browser.of(dorsal, Role.ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        dorsal.close();
    }

    private HttpResponse<String> send(String path, String... fields) throws Exception {
        return administrator.post(path, administrator.token("/users"), fields);
    }

    private static String secret(HttpResponse<String> page) {
        Matcher secret = SECRET.matcher(page.body());
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    @Test
    void aUserIsAddedWithAPasswordForOneLogInShownOnce() throws Exception {
        String password = secret(send("/users", "name", "kim", "role", "clinician"));

        assertThat(administrator.get("/users").body()).contains("kim").doesNotContain(password);
        Browser kim = new Browser(dorsal);
        kim.logIn("kim", password);
        assertThat(kim.get("/patients").headers().firstValue("Location").orElse(""))
                .endsWith("/password");
    }

    @Test
    void aNameThatCannotBeOneIsToldAtItsField() throws Exception {
        HttpResponse<String> page = send("/users", "name", "<script>alert(1)</script>", "role", "clinician");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("This cannot be the name of a user", "aria-invalid=\"true\"", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(send("/users", "name", "kim", "role", "king").statusCode()).isEqualTo(400);
    }

    @Test
    void rolesAreGivenAndUsersDisabledAndEnabled() throws Exception {
        send("/users", "name", "kim", "role", "clinician");

        send("/users/change", "name", "kim", "do", "role", "role", "auditor");
        assertThat(dorsal.chart().users().find("kim").orElseThrow().role()).isEqualTo(Role.AUDITOR);
        send("/users/change", "name", "kim", "do", "disable");
        assertThat(dorsal.chart().users().find("kim").orElseThrow().disabled()).isTrue();
        send("/users/change", "name", "kim", "do", "enable");
        String password = secret(send("/users/change", "name", "kim", "do", "password"));
        assertThat(dorsal.chart().users().logIn("kim", password, "tests").user())
                .isPresent();
        assertThat(administrator.get("/audit").body()).contains("role of user changed to auditor");
    }

    @Test
    void everythingOfAPatientIsExportedAndErasedForAReason() throws Exception {
        String path = PatientPath.of(dorsal.chart().patients().create("P-9", "tests"));
        HttpResponse<String> file = send(path + "/export");
        assertThat(Served.json(file.body())).containsEntry("id", "P-9").containsKeys("visit", "audit_entry");
        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"patient.json\"");

        assertThat(send(path + "/erase", "why", " ", "typed", "P-9").body())
                .contains("Nothing was erased. Say why: it is kept.");
        HttpResponse<String> other = send(path + "/erase", "why", "Asked for it.", "typed", "P-8");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("What was typed is not the id of this patient.", "value=\"Asked for it.\"");
        assertThat(dorsal.chart().patients().find("P-9")).isPresent();
        send(path + "/erase", "why", "Asked for it.", "typed", "P-9");

        assertThat(dorsal.chart().patients().find("P-9")).isEmpty();
        assertThat(send("/audit/find", "patient", "P-9").body()).contains("chart exported", "patient deleted");
        assertThat(administrator.get(path + "/erase").statusCode()).isEqualTo(404);
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        HttpResponse<String> answer = send("/users/change", "name", "some-administrator", "do", "disable");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("is the last administrator");
        assertThat(send("/users/change", "name", "some-administrator", "do", "role", "role", "auditor")
                        .statusCode())
                .isEqualTo(409);
        assertThat(administrator.get("/users").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenIsShownOnceAndRevoked() throws Exception {
        String token = secret(send("/tokens", "name", "robot", "role", "clinician"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(dorsal.at("/api/rules")).header("Authorization", "Bearer " + token);
        assertThat(dorsal.sendAsNobody(request).statusCode()).isEqualTo(200);
        assertThat(administrator.get("/tokens").body()).contains("robot").doesNotContain(token);

        send("/tokens/revoke", "name", "robot");

        assertThat(dorsal.sendAsNobody(request).statusCode()).isEqualTo(401);
        assertThat(administrator.get("/tokens").body()).contains("revoked");
        assertThat(send("/tokens", "name", "no name", "role", "clinician").statusCode())
                .isEqualTo(422);
    }

    @Test
    void theTrailIsFilteredPagedAndVerified() throws Exception {
        String patient = dorsal.chart().patients().create("tests").id();
        for (int i = 0; i < 105; i++) {
            dorsal.chart()
                    .audit()
                    .note("busy", "looked <b>here</b>", java.util.Optional.empty(), java.util.Optional.empty());
        }
        Browser auditor = Browser.of(dorsal, Role.AUDITOR);

        String newest = auditor.get("/audit").body();
        assertThat(newest).contains("looked &lt;b&gt;here", "Older entries").doesNotContain(patient);
        Matcher older =
                Pattern.compile("href=\"(/audit\\?before(=|&#x3D;)\\d+)\"").matcher(newest);
        assertThat(older.find()).isTrue();
        assertThat(auditor.get(older.group(1).replace("&amp;", "&").replace("&#x3D;", "="))
                        .body())
                .contains(patient, "Newest");
        String token = auditor.token("/audit");
        assertThat(auditor.post("/audit/find", token, "patient", patient).body())
                .contains(patient)
                .doesNotContain("looked &lt;b&gt;here");
        assertThat(auditor.post("/audit/find", token, "by", "busy").body()).doesNotContain(patient);
        assertThat(auditor.post("/audit/find", token, "by", "\0").statusCode()).isIn(200, 400);

        HttpResponse<String> sound = auditor.post("/audit/verify", token, "head", "");
        assertThat(sound.body()).contains("The audit trail is sound");
        String head = secret(sound);
        assertThat(auditor.post("/audit/verify", token, "head", head).body()).contains("The audit trail is sound");
        String forged = head.substring(0, head.indexOf(':') + 1) + "0".repeat(64);
        assertThat(auditor.post("/audit/verify", token, "head", forged).body()).contains("The audit trail is broken");
        assertThat(auditor.post("/audit/verify", token, "head", "nonsense").statusCode())
                .isEqualTo(422);
    }

    @Test
    void noFormIsTakenWithoutItsToken() throws Exception {
        for (String path : new String[] {"/users", "/users/change", "/tokens", "/tokens/revoke", "/audit/verify"}) {
            assertThat(administrator
                            .post(path, "made up", "name", "kim", "role", "clinician", "do", "disable")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }
}

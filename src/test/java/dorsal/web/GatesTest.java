package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.store.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every address that something answers, by everybody: nobody, and a user and a token of each role. */
class GatesTest {
    private static final Set<Role> CLINICAL = Set.of(Role.CLINICIAN, Role.ADMINISTRATOR);
    private static final Set<Role> ASSESSING = Set.of(Role.CLINICIAN, Role.ADMINISTRATOR, Role.RULE_EDITOR);
    private static final Set<Role> EDITING = Set.of(Role.RULE_EDITOR);
    private static final Set<Role> RUNNING = Set.of(Role.ADMINISTRATOR);
    private static final Set<Role> WATCHING = Set.of(Role.AUDITOR, Role.ADMINISTRATOR);
    private static final Set<Role> ALL = Set.of(Role.values());

    /** What is meant, said a second time and in full: a new address has to be thought about here. */
    private static final Map<String, Set<Role>> MEANT = Map.ofEntries(
            Map.entry("GET /", ALL),
            Map.entry("GET /password", ALL),
            Map.entry("POST /password", ALL),
            Map.entry("POST /session", ALL),
            Map.entry("POST /api/assessments", ASSESSING),
            Map.entry("GET /api/rules", ALL),
            Map.entry("GET /api/rules/{id}", ALL),
            Map.entry("GET /api/findings", ALL),
            Map.entry("GET /api/exercises", ALL),
            Map.entry("GET /api/rule-sets", ALL),
            Map.entry("GET /api/openapi.json", ALL),
            Map.entry("GET /rules", ALL),
            Map.entry("GET /rules/file", ALL),
            Map.entry("GET /rules/words", ALL),
            Map.entry("GET /rules/proposals", ALL),
            Map.entry("GET /rules/proposals/{number}", ALL),
            Map.entry("GET /rules/history", ALL),
            Map.entry("GET /rules/overrides", ALL),
            Map.entry("GET /rules/underway", EDITING),
            Map.entry("GET /rules/edit", EDITING),
            Map.entry("POST /rules/edit", EDITING),
            Map.entry("GET /rules/roll-back", EDITING),
            Map.entry("POST /rules/roll-back", EDITING),
            Map.entry("POST /rules/proposals/{number}", EDITING),
            Map.entry("GET /users", RUNNING),
            Map.entry("POST /users", RUNNING),
            Map.entry("POST /users/change", RUNNING),
            Map.entry("GET /tokens", RUNNING),
            Map.entry("POST /tokens", RUNNING),
            Map.entry("POST /tokens/revoke", RUNNING),
            Map.entry("GET /audit", WATCHING),
            Map.entry("POST /audit/find", WATCHING),
            Map.entry("POST /audit/verify", WATCHING),
            Map.entry("GET /patients", CLINICAL),
            Map.entry("POST /patients", CLINICAL),
            Map.entry("POST /patients/find", CLINICAL),
            Map.entry("POST /patients/demo", CLINICAL),
            Map.entry("GET /patients/{patient}", CLINICAL),
            Map.entry("POST /patients/{patient}/export", RUNNING),
            Map.entry("GET /patients/{patient}/erase", RUNNING),
            Map.entry("POST /patients/{patient}/erase", RUNNING),
            Map.entry("GET /patients/{patient}/entry", CLINICAL),
            Map.entry("POST /patients/{patient}/entry", CLINICAL),
            Map.entry("POST /patients/{patient}/answer", CLINICAL),
            Map.entry("POST /patients/{patient}/discard", CLINICAL),
            Map.entry("POST /patients/{patient}/visits", CLINICAL),
            Map.entry("GET /patients/{patient}/visits/{number}", CLINICAL),
            Map.entry("POST /patients/{patient}/visits/{number}/programme", CLINICAL),
            Map.entry("POST /patients/{patient}/visits/{number}/overrides", CLINICAL),
            Map.entry("POST /patients/{patient}/overrides/{number}/withdraw", CLINICAL),
            Map.entry("GET /patients/{patient}/visits/{number}/handout", CLINICAL),
            Map.entry("GET /patients/{patient}/visits/{number}/result.json", CLINICAL));

    private static final Set<String> OPEN = Set.of(
            "GET /health",
            "GET /login",
            "POST /theme",
            "GET /session",
            "GET /session-token",
            "GET /assets/{fingerprint}/{file}");

    private static Served dorsal;
    private static Browser nobody;
    private static final Map<Role, Browser> USERS = new EnumMap<>(Role.class);
    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() throws Exception {
        dorsal = Served.shippedRules();
        nobody = new Browser(dorsal);
        for (Role role : Role.values()) {
            USERS.put(role, Browser.of(dorsal, role));
            TOKENS.put(role, dorsal.chart().tokens().add("a-" + role.code(), role, "tests"));
        }
    }

    @AfterAll
    static void stop() {
        dorsal.close();
    }

    @Test
    void everyAddressIsThoughtAbout() {
        Set<String> thoughtAbout = new TreeSet<>(MEANT.keySet());
        thoughtAbout.addAll(OPEN);

        assertThat(dorsal.routes()).containsExactlyInAnyOrderElementsOf(thoughtAbout);
    }

    @TestFactory
    Stream<DynamicTest> everyAddressByEverybody() {
        return MEANT.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(route -> Stream.concat(Stream.of((Role) null), Stream.of(Role.values()))
                        .map(role -> DynamicTest.dynamicTest(
                                route.getKey() + " by " + (role == null ? "nobody" : role.code()),
                                () -> check(route.getKey(), route.getValue(), role))));
    }

    private static void check(String route, Set<Role> meant, @Nullable Role role) throws Exception {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1)
                .replace("{patient}", "999999999")
                .replace("{number}", "1")
                .replace("{id}", "no-rule");
        boolean api = path.startsWith("/api/");
        HttpResponse<String> answer = api ? byToken(method, path, role) : byForm(method, path, role);
        if (role == null) {
            assertThat(api ? answer.statusCode() : location(answer)).isEqualTo(api ? 401 : "/login");
        } else if (meant.contains(role)) {
            assertThat(answer.statusCode()).isNotIn(401, 403);
        } else {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains(api ? "The role of this token may not do this." : "Not for your role");
        }
    }

    private static Object location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(address -> address.replaceFirst("^http://[^/]+", ""))
                .orElse("none");
    }

    private static HttpResponse<String> byToken(String method, String path, @Nullable Role role) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(dorsal.at(path)).method(method, BodyPublishers.ofString("findings: {}"));
        return dorsal.sendAsNobody(
                role == null ? request : request.header("Authorization", "Bearer " + TOKENS.get(role)));
    }

    private static HttpResponse<String> byForm(String method, String path, @Nullable Role role) throws Exception {
        Browser browser = role == null ? nobody : USERS.getOrDefault(role, nobody);
        return method.equals("GET")
                ? browser.get(path)
                : browser.post(path, browser.token(role == null ? "/login" : "/password"));
    }

    /** Neither the session of a browser opens the interface for programs, nor a token the pages. */
    @Test
    void aSessionIsNoTokenAndATokenNoSession() throws Exception {
        assertThat(USERS.getOrDefault(Role.CLINICIAN, nobody).get("/api/rules").statusCode())
                .isEqualTo(401);
        assertThat(dorsal.get("/patients").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatWasRevokedOpensNothing() throws Exception {
        String token = dorsal.chart().tokens().add("gone", Role.CLINICIAN, "tests");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(dorsal.at("/api/rules")).header("Authorization", "Bearer " + token);
        assertThat(dorsal.sendAsNobody(request).statusCode()).isEqualTo(200);

        dorsal.chart().tokens().revoke("gone", "tests");

        HttpResponse<String> answer = dorsal.sendAsNobody(request);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void noFormIsTakenWithoutItsToken() throws IOException, InterruptedException {
        Browser clinician = USERS.getOrDefault(Role.CLINICIAN, nobody);
        for (String route : List.of("/patients", "/patients/demo", "/password", "/logout", "/theme")) {
            HttpResponse<String> answer = clinician.post(route, "made up", "theme", "dark", "back", "/");
            assertThat(answer.statusCode()).as(route).isEqualTo(403);
            assertThat(answer.body()).contains("This page was open too long");
        }
        assertThat(clinician.get("/patients").statusCode()).isEqualTo(200);
    }
}

package dorsal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleSetArchive;
import dorsal.activation.Standing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a request is wrong, the answer is a problem as JSON with the headers of all answers, and tells of no insides. */
class BadRequestsTest {
    private static final String BODY = "Content-Type: application/yaml\r\nContent-Length: 12\r\n\r\nfindings: {}";

    private static Served dorsal;

    @BeforeAll
    static void start() throws IOException {
        dorsal = Served.shippedRules();
    }

    @AfterAll
    static void stop() {
        dorsal.close();
    }

    private static String post(String host, String headers) throws IOException {
        return ask("POST /api/assessments", host, headers + BODY);
    }

    private static String ask(String what, String host, String rest) throws IOException {
        return dorsal.raw("%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s".formatted(what, host, rest));
    }

    private static void assertProblem(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(
                        "\r\nContent-Type: application/problem+json\r\n",
                        "\r\nX-Content-Type-Options: nosniff\r\n",
                        "\r\nCache-Control: no-store\r\n",
                        "\r\nContent-Security-Policy: default-src 'none'",
                        "\"status\":" + status + ",\"detail\":\"")
                .doesNotContain("\r\nServer:", "X-Powered-By", "Tomcat", "Exception", "<html", "apache");
    }

    // ---- not HTTP, or only just

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
                "GET /h{ealth HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /a\u0001b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "G@T /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /%2e%2e/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /../health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api%2frules HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /%c0%af HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET http://[bad/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "POST /api/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /api/assessments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void whatIsNoRequestIsABadOne(String request) throws IOException {
        assertProblem(dorsal.raw(request), 400);
    }

    @Test
    void aHugeHeadIsABadRequest() throws IOException {
        assertProblem(
                // little more than it takes: the server closes while more is still on its way
                dorsal.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(16_400) + "\r\n\r\n"), 400);
    }

    @Test
    void anUnknownTransferEncodingIsNotImplemented() throws IOException {
        assertProblem(
                dorsal.raw(
                        "POST /api/assessments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: x\r\n\r\n"),
                501);
    }

    @Test
    void anotherVersionOfHttpIsNotSpoken() throws IOException {
        assertProblem(dorsal.raw("GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n"), 505);
    }

    // ---- nothing there, or not so

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "/api/rules/", "/api/rules/a/b", "/api/error"})
    void anUnknownAddressIsNotFound(String path) throws IOException {
        assertProblem(dorsal.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), 404);
    }

    /** A token opens nothing outside of the interface for programs, and nobody is told there what exists. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/error", "/actuator", "/health.json", "/patients", "/nothing"})
    void outsideOfTheInterfaceSomebodyHasToLogIn(String path) throws IOException {
        assertProblem(dorsal.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), 401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT     | /api/assessments | POST
            GET     | /api/assessments | POST
            DELETE  | /api/rules       | GET
            POST    | /health          | GET
            PATCH   | /api/findings    | GET
            """)
    void anotherMethodIsNotAllowed(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response =
                dorsal.send(HttpRequest.newBuilder(dorsal.at(path)).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElse("").split(", ?"))
                .containsExactlyInAnyOrder(allowed.split(","));
        assertThat(Served.json(response.body()))
                .containsEntry("title", "Method Not Allowed")
                .containsEntry("instance", path);
    }

    @Test
    void traceIsNotAllowed() throws IOException {
        String answer = dorsal.raw("TRACE /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertProblem(answer, 405);
        assertThat(answer).contains("\r\nAllow: ").doesNotContain("TRACE");
    }

    @Test
    void optionsAreTold() throws Exception {
        HttpResponse<String> response =
                dorsal.send(HttpRequest.newBuilder(dorsal.at("/health")).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET,HEAD,OPTIONS");
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    // ---- from somewhere else

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080"})
    void thisMachineIsAnswered(String host) throws IOException {
        assertThat(post(host, "")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example:8080",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "localhost."
            })
    void aNameThatPointsHereIsNotAnswered(String host) throws IOException {
        assertProblem(post(host, ""), 421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example\r\n",
                "Origin: null\r\n",
                "Origin: http://localhost:3000\r\n",
                "Origin: https://localhost:8080\r\n",
                "Sec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-site\r\n",
                "Origin: http://localhost:8080\r\nSec-Fetch-Site: cross-site\r\n"
            })
    void thePageOfAnotherSiteIsRefused(String headers) throws IOException {
        assertProblem(post("localhost:8080", headers), 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:8080\r\nSec-Fetch-Site: same-origin\r\n",
                "Origin: http://localhost:8080\r\n",
                "Sec-Fetch-Site: none\r\n"
            })
    void aPageFromHereIsAnswered(String headers) throws IOException {
        assertThat(post("localhost:8080", headers)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theBrowserOfAnotherSiteMayNotEvenAsk() throws IOException {
        assertProblem(
                ask(
                        "OPTIONS /api/assessments",
                        "localhost",
                        "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n"),
                403);
    }

    // ---- our fault

    /** A clock that fails as nothing else can be made to, and says what must not be told. */
    private static final class Broken extends Clock {
        @Override
        public ZoneId getZone() {
            return Served.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new IllegalStateException("Patient P-1042 has fever.");
        }
    }

    @Test
    void aFaultOfOursIsToldWithoutInsidesAndLoggedOnceWithoutThePatient() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        HttpResponse<String> response;
        System.setErr(new PrintStream(log, true, UTF_8));
        try (Served broken = Served.with(Optional.empty(), new Broken())) {
            response = broken.post("patient: P-1042\nfindings: {fever: yes}".getBytes(UTF_8));
        } finally {
            System.setErr(before);
        }

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("P-1042", "Exception", "dorsal.");
        String instance = String.valueOf(Served.json(response.body()).get("instance"));
        assertThat(instance).startsWith("urn:uuid:");
        assertThat(log.toString(UTF_8))
                .containsOnlyOnce(instance)
                .containsOnlyOnce("java.lang.IllegalStateException")
                .contains("at dorsal.web.AssessmentController.assess")
                .doesNotContain("P-1042", "fever");
    }

    // ---- the server itself

    @Test
    void onlyThisMachineIsListenedTo() {
        assertThat(dorsal.at("/").getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aPortInUseIsNamed() {
        ActiveRules rules = new ActiveRules(new Standing(Served.RULES, List.of(), Served.NOW, Optional.empty()));

        assertThatThrownBy(() -> HttpServer.start(
                        Listening.here(dorsal.port()),
                        rules,
                        new RuleSetArchive(Path.of("target/no-rule-sets")),
                        Optional.empty(),
                        dorsal.chart(),
                        Clock.fixed(Served.NOW, Served.ZONE)))
                .isInstanceOf(BindException.class)
                .hasMessage("Port %d is in use by another program.", dorsal.port());
    }
}

package dorsal.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dorsal.activation.ActiveRules;
import dorsal.activation.Refused;
import dorsal.activation.RuleActivation;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.activation.Standing;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.store.Chart;
import dorsal.store.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A server on a free port with the shipped rules, at a fixed time in a fixed zone, and those who call it. */
final class Served implements AutoCloseable {
    static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Instant NOW = Instant.parse("2026-11-22T13:30:00Z");
    private static final Instant SINCE = Instant.parse("2026-11-22T12:00:05Z");

    private final HttpServer server;
    private final Chart chart;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    private Served(HttpServer server, Chart chart) {
        this.server = server;
        this.chart = chart;
        this.token = chart.tokens().add("tests", Role.CLINICIAN, "tests");
    }

    static Served shippedRules() throws IOException {
        return with(Optional.empty(), Clock.fixed(NOW, ZONE));
    }

    static Served with(Optional<Refused> onDisk, Clock clock) throws IOException {
        Standing standing = new Standing(RULES, List.of(), SINCE, onDisk);
        return of(new ActiveRules(standing), new RuleSetArchive(Path.of("target/no-rule-sets")), clock);
    }

    static Served of(ActiveRules rules, RuleSetArchive archive, Clock clock) throws IOException {
        return of(rules, archive, Optional.empty(), clock);
    }

    /** With rules that can be edited. */
    static Served of(RuleActivation activation, RuleEditing editing, Clock clock) throws IOException {
        return of(activation.active(), activation.archive(), Optional.of(editing), clock);
    }

    private static Served of(ActiveRules rules, RuleSetArchive archive, Optional<RuleEditing> editing, Clock clock)
            throws IOException {
        Chart chart = Chart.open(Files.createTempDirectory("dorsal-chart"), Map.of(), Clock.fixed(NOW, ZONE));
        return new Served(HttpServer.start(Listening.here(0), rules, archive, editing, chart, clock), chart);
    }

    /** Listening in its own way, with one clock for everything. */
    static Served of(Listening listening, Clock clock) throws IOException {
        ActiveRules rules = new ActiveRules(new Standing(RULES, List.of(), SINCE, Optional.empty()));
        Chart chart = Chart.open(Files.createTempDirectory("dorsal-chart"), Map.of(), clock);
        return new Served(
                HttpServer.start(
                        listening,
                        rules,
                        new RuleSetArchive(Path.of("target/no-rule-sets")),
                        Optional.empty(),
                        chart,
                        clock),
                chart);
    }

    /** Every address that some controller answers, such as {@code GET /patients/{patient}}. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        server.mappings()
                .forEach(mapping -> mapping.getHandlerMethods()
                        .keySet()
                        .forEach(info -> info.getPatternValues()
                                .forEach(pattern -> info.getMethodsCondition()
                                        .getMethods()
                                        .forEach(method -> routes.add(method + " " + pattern)))));
        return routes;
    }

    /** Of a clinician's program. */
    String token() {
        return token;
    }

    Chart chart() {
        return chart;
    }

    URI at(String path) {
        return server.address().resolve(path);
    }

    int port() {
        return server.address().getPort();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> post(byte[] profile, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at("/api/assessments")).POST(BodyPublishers.ofByteArray(profile));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** With the token of a program. */
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return sendAsNobody(request.header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> sendAsNobody(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The whole answer to bytes that no client would send; the server has to close the connection after it. */
    String raw(String bare) throws IOException {
        String request = bare.replaceFirst("\r\nHost: ", "\r\nAuthorization: Bearer " + token + "\r\nHost: ");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @SuppressWarnings("unchecked") // every answer is an object
    static Map<String, Object> json(String text) {
        return (Map<String, Object>)
                Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    @SuppressWarnings("unchecked") // the caller knows that an array of objects stands there
    static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(json.get(name));
    }

    @Override
    public void close() {
        server.close();
        chart.close();
    }
}

package dorsal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.course.FollowUp;
import dorsal.course.VisitsReader;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import dorsal.text.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile sent is assessed as a profile in a file is, or refused with the same words. */
class AssessmentsTest {
    private static final Path EXAMPLE = Path.of("docs/examples/chronic-back-pain.yaml");
    private static final Path FAULTY = Path.of("src/test/resources/faulty-profiles");
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static Served dorsal;

    @BeforeAll
    static void start() throws IOException {
        dorsal = Served.shippedRules();
    }

    @AfterAll
    static void stop() {
        dorsal.close();
    }

    /** What {@code assess --format json} prints. */
    private static String expected(byte[] profile) {
        VisitsReader reader = new VisitsReader(Served.RULES.vocabulary(), LocalDate.ofInstant(Served.NOW, Served.ZONE));
        StringWriter json = new StringWriter();
        new JsonReport()
                .write(
                        List.of(Result.of(
                                FollowUp.assess(reader.read(SourceText.decode("profile", profile)), Served.RULES))),
                        json);
        return json + "\n";
    }

    private static void assertProblem(HttpResponse<String> response, int status, String title) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(PROBLEM);
        assertThat(Served.json(response.body()))
                .containsEntry("status", status)
                .containsEntry("title", title)
                .containsEntry("instance", "/api/assessments")
                .containsKeys("type", "detail");
    }

    // ---- accepted

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/yaml",
                "application/x-yaml",
                "text/yaml",
                "text/yaml; charset=utf-8",
                "application/json"
            })
    void aProfileIsAssessedAsOnTheCommandLine(String type) throws Exception {
        byte[] profile = Files.readAllBytes(EXAMPLE);

        HttpResponse<String> response = dorsal.post(profile, "Content-Type", type);

        assertThat(response.body()).isEqualTo(expected(profile));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(JSON);
    }

    @Test
    void aSeriesIsAssessedAsOnTheCommandLine() throws Exception {
        byte[] series = Files.readAllBytes(Path.of("docs/examples/three-visits.yaml"));

        HttpResponse<String> response = dorsal.post(series, "Content-Type", "application/yaml");

        assertThat(response.body()).isEqualTo(expected(series)).contains("\"course\" : \"better\"");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void onRequestTheAnswerSaysWhatWouldChangeIt() throws Exception {
        byte[] profile = Files.readAllBytes(EXAMPLE);

        Map<String, Object> explained = Served.json(explained(profile, "true").body());

        assertThat(Served.objects(explained, "whyNot"))
                .allSatisfy(whyNot -> assertThat(whyNot).containsKeys("exercise", "now", "then", "changes", "fixed"));
        assertThat(Served.objects(explained, "next"))
                .isNotEmpty()
                .allSatisfy(question -> assertThat(question).containsKeys("finding", "question", "answers"));
        assertThat(explained(profile, "false").body()).isEqualTo(expected(profile));
        assertThat(explained(profile, "perhaps").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> explained(byte[] profile, String word) throws Exception {
        return dorsal.send(HttpRequest.newBuilder(dorsal.at("/api/assessments?explain=" + word))
                .POST(BodyPublishers.ofByteArray(profile)));
    }

    @Test
    void aProfileNeedsNoContentType() throws Exception {
        byte[] profile = "{\"patient\": \"Zoë\", \"findings\": {\"pain-now\": 3}}".getBytes(UTF_8);

        HttpResponse<String> response = dorsal.post(profile);

        assertThat(response.body()).isEqualTo(expected(profile)).contains("Zoë");
    }

    @Test
    void aProfileOfExactlyOneMebibyteIsAssessed() throws Exception {
        byte[] profile = ("findings: {}\n#" + "x".repeat((1 << 20) - 15) + "\n").getBytes(UTF_8);

        assertThat(profile).hasSize(1 << 20);
        assertThat(dorsal.post(profile).statusCode()).isEqualTo(200);
    }

    @Test
    void manyAtATimeAreAnsweredAlike() throws Exception {
        byte[] profile = Files.readAllBytes(EXAMPLE);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Set<String>>> calls = new ArrayList<>();
            for (int client = 0; client < 8; client++) {
                calls.add(() -> {
                    Set<String> answers = new HashSet<>();
                    for (int i = 0; i < 50; i++) {
                        HttpResponse<String> response = dorsal.post(profile, "Content-Type", "application/yaml");
                        answers.add(response.statusCode() + response.body());
                    }
                    return answers;
                });
            }
            for (Future<Set<String>> answers : clients.invokeAll(calls)) {
                assertThat(answers.get()).containsExactly(200 + expected(profile));
            }
        } finally {
            clients.shutdownNow();
        }
    }

    // ---- refused for what they hold

    static Stream<Path> faulty() throws IOException {
        try (Stream<Path> files = Files.list(FAULTY)) {
            return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyProfileIsRefusedWithEveryProblem(Path fixture) throws Exception {
        HttpResponse<String> response = dorsal.post(Files.readAllBytes(fixture));

        assertProblem(response, 422, "The text is refused");
        List<String> said = Served.objects(Served.json(response.body()), "problems").stream()
                .map(problem -> "%s:%s:%s: %s"
                        .formatted(
                                problem.get("file"),
                                problem.get("line"),
                                problem.get("column"),
                                problem.get("message")))
                .toList();
        if (fixture.toString().endsWith(".ndjson")) {
            assertThat(said).isNotEmpty(); // the command line reads line by line, the server one profile only
        } else {
            assertThat(said).isEqualTo(saidOnTheCommandLine(fixture));
        }
    }

    private static List<String> saidOnTheCommandLine(Path fixture) throws IOException {
        String name = fixture.getFileName().toString();
        List<String> lines = Files.readAllLines(FAULTY.resolve(name.replaceFirst("\\.\\w+$", ".expected.txt")));
        return lines.subList(0, lines.size() - 1).stream()
                .map(line -> line.replace(name + ":", "profile:"))
                .toList();
    }

    @Test
    void aProblemSaysWhereWhatAndWhatToDo() throws Exception {
        HttpResponse<String> response = dorsal.post("findings: {pian-now: 3, fever: 1}".getBytes(UTF_8));

        assertThat(response.body()).isEqualTo("""
                {"type":"urn:dorsal:problem:refused-text","title":"The text is refused","status":422,\
                "detail":"2 problems; the first is at profile:1:12.","instance":"/api/assessments","problems":[\
                {"file":"profile","line":1,"column":12,"found":"'pian-now' is not a finding.","expected":"",\
                "advice":"Maybe you meant 'pain-now'.",\
                "message":"'pian-now' is not a finding. Maybe you meant 'pain-now'."},\
                {"file":"profile","line":1,"column":32,"found":"'fever' is answered with '1'.",\
                "expected":"Expected yes or no, or unknown.","advice":null,\
                "message":"'fever' is answered with '1'. Expected yes or no, or unknown."}]}""");
    }

    @Test
    void oneProfileIsTakenAtATime() throws Exception {
        HttpResponse<String> response = dorsal.post("{\"findings\":{}}\n{\"findings\":{}}\n".getBytes(UTF_8));

        assertProblem(response, 422, "The text is refused");
        assertThat(response.body()).contains("\"line\":2", "Something stands after the end of the object.");
    }

    // ---- refused for how they come

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-ndjson",
                "application/x-www-form-urlencoded",
                "application/*",
                "application/json; charset=iso-8859-1",
                "application/json; charset=nonsense",
                "nonsense"
            })
    void anotherContentTypeIsNotRead(String type) throws Exception {
        HttpResponse<String> response = dorsal.post("findings: {}".getBytes(UTF_8), "Content-Type", type);

        assertProblem(response, 415, "Unsupported Media Type");
        assertThat(response.headers().firstValue("Accept"))
                .hasValue("application/json, application/yaml, application/x-yaml, text/yaml");
    }

    @Test
    void aCompressedProfileIsNotRead() throws Exception {
        assertProblem(
                dorsal.post("findings: {}".getBytes(UTF_8), "Content-Encoding", "gzip"), 415, "Unsupported Media Type");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10 << 20})
    void aProfileOfMoreThanOneMebibyteIsNotRead(int more) throws Exception {
        assertProblem(dorsal.post(new byte[(1 << 20) + more]), 413, "Content Too Large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png;q=0.9", "nonsense"})
    void whoeverTakesNoJsonIsToldSo(String accept) throws Exception {
        assertProblem(dorsal.post("findings: {}".getBytes(UTF_8), "Accept", accept), 406, "Not Acceptable");
    }
}

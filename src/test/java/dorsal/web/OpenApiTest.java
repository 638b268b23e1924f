package dorsal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.activation.Refused;
import dorsal.knowledge.RuleCard;
import dorsal.store.Role;
import dorsal.text.Position;
import dorsal.text.Problem;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is true: it names every address, every answer that can be brought about, and the shape of each. */
class OpenApiTest {
    private static final String YAML = "application/yaml";

    private static Served dorsal;
    private static Map<String, Object> document = Map.of();

    @BeforeAll
    static void start() throws Exception {
        dorsal = Served.shippedRules();
        document = Served.json(dorsal.get("/api/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        dorsal.close();
    }

    @SuppressWarnings("unchecked") // as the document is made
    private static Map<String, Object> at(Map<String, Object> from, String... names) {
        Map<String, Object> found = from;
        for (String name : names) {
            assertThat(found).containsKey(name);
            found = resolved((Map<String, Object>) found.getOrDefault(name, Map.of()));
        }
        return found;
    }

    private static Map<String, Object> resolved(Map<String, Object> node) {
        return node.get("$ref") instanceof String reference
                ? at(document, reference.substring(2).split("/"))
                : node;
    }

    private static Map<String, Object> operation(String method, String path) {
        return at(document, "paths", path, method.toLowerCase(java.util.Locale.ROOT));
    }

    /** One request that brings about an answer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asked(
            String method,
            String path,
            String asked,
            int status,
            @Nullable String token,
            String... more) {}

    private static List<Asked> everyAnswer() throws IOException, InterruptedException {
        String clinician = dorsal.token();
        String auditor = dorsal.chart().tokens().add("watcher", Role.AUDITOR, "tests");
        String rule = Served.RULES.knowledge().rules().get(0).id();
        List<Asked> all = new ArrayList<>();
        for (String path :
                List.of("/api/rules", "/api/findings", "/api/exercises", "/api/rule-sets", "/api/openapi.json")) {
            all.add(new Asked("GET", path, path, 200, clinician));
            all.add(new Asked("GET", path, path, 401, null));
            all.add(new Asked("GET", path, path, 406, clinician, "Accept", "image/png"));
        }
        for (String path : List.of("/api/rules", "/api/findings", "/api/exercises")) {
            String tag = dorsal.get(path).headers().firstValue("ETag").orElse("none");
            all.add(new Asked("GET", path, path, 304, clinician, "If-None-Match", tag));
        }
        String one = "/api/rules/{id}";
        all.add(new Asked("GET", one, "/api/rules/" + rule, 200, clinician));
        all.add(new Asked("GET", one, "/api/rules/" + rule, 401, null));
        all.add(new Asked("GET", one, "/api/rules/no-such", 404, clinician));
        all.add(new Asked("GET", one, "/api/rules/" + rule, 406, clinician, "Accept", "image/png"));
        all.add(new Asked("GET", "/health", "/health", 200, null));
        all.add(new Asked("GET", "/health", "/health", 406, null, "Accept", "image/png"));
        String assess = "/api/assessments";
        all.add(new Asked("POST", assess, assess, 200, clinician));
        all.add(new Asked("POST", assess, assess + "?explain=maybe", 400, clinician));
        all.add(new Asked("POST", assess, assess, 401, null));
        all.add(new Asked("POST", assess, assess, 403, auditor));
        all.add(new Asked("POST", assess, assess + "?rules=sha256:00000000", 404, clinician));
        all.add(new Asked("POST", assess, assess, 406, clinician, "Accept", "image/png"));
        all.add(new Asked("POST", assess, assess, 413, clinician, "x-body", "#".repeat((1 << 20) + 1)));
        all.add(new Asked("POST", assess, assess, 415, clinician, "Content-Type", "text/csv"));
        all.add(new Asked("POST", assess, assess, 422, clinician, "x-body", "findings: {age: old}"));
        return all;
    }

    private static HttpResponse<String> send(Asked asked) throws Exception {
        String body = "findings: {age: 50}";
        HttpRequest.Builder request = HttpRequest.newBuilder(dorsal.at(asked.asked()));
        if (asked.token() != null) {
            request.header("Authorization", "Bearer " + asked.token());
        }
        for (int i = 0; i < asked.more().length; i += 2) {
            if (asked.more()[i].equals("x-body")) {
                body = asked.more()[i + 1];
            } else {
                request.header(asked.more()[i], asked.more()[i + 1]);
            }
        }
        return dorsal.sendAsNobody(
                asked.method().equals("GET") ? request : request.POST(BodyPublishers.ofString(body)));
    }

    @Test
    void everyAddressForProgramsIsInIt() {
        Set<String> answered = new TreeSet<>();
        dorsal.routes().stream()
                .filter(route -> route.contains(" /api/") || route.endsWith(" /health"))
                .forEach(answered::add);
        Set<String> described = new TreeSet<>();
        at(document, "paths")
                .keySet()
                .forEach(path -> at(document, "paths", path)
                        .keySet()
                        .forEach(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));

        assertThat(described).isEqualTo(answered);
    }

    @Test
    void everyAnswerIsInItWithItsShape() throws Exception {
        Set<String> brought = new TreeSet<>();
        for (Asked asked : everyAnswer()) {
            String name = asked.method() + " " + asked.path() + " " + asked.status();
            HttpResponse<String> answer = send(asked);
            assertThat(answer.statusCode()).as(name).isEqualTo(asked.status());
            brought.add(name);
            check(name, operation(asked.method(), asked.path()), answer);
        }
        Set<String> described = new TreeSet<>();
        at(document, "paths")
                .keySet()
                .forEach(path -> at(document, "paths", path)
                        .keySet()
                        .forEach(method -> at(operation(method, path), "responses").keySet().stream()
                                .filter(status -> !status.equals("default"))
                                .forEach(status -> described.add(
                                        method.toUpperCase(java.util.Locale.ROOT) + " " + path + " " + status))));
        assertThat(described).isEqualTo(brought);
    }

    /** The status, the media type and the shape of an answer are those of the document. */
    private static void check(String name, Map<String, Object> operation, HttpResponse<String> answer) {
        Map<String, Object> response = at(operation, "responses", String.valueOf(answer.statusCode()));
        if (!response.containsKey("content")) {
            assertThat(answer.body()).as(name).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        Map<String, Object> content = at(response, "content");
        assertThat(content.keySet()).as(name).containsExactly(type);
        List<String> wrong = new ArrayList<>();
        validate(Served.json(answer.body()), at(content, type, "schema"), "", wrong);
        assertThat(wrong).as(name).isEmpty();
        if (response.containsKey("headers")) {
            assertThat(answer.headers().map().keySet().stream()
                            .map(header -> header.toLowerCase(java.util.Locale.ROOT)))
                    .as(name)
                    .containsAll(at(response, "headers").keySet().stream()
                            .map(header -> header.toLowerCase(java.util.Locale.ROOT))
                            .toList());
        }
    }

    @Test
    void everyKindOfResultHasTheShape() throws Exception {
        Map<String, Object> operation = operation("POST", "/api/assessments");
        List<Path> profiles = new ArrayList<>();
        for (Path folder : List.of(Path.of("docs/examples"), Path.of("src/test/resources/profiles"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile).sorted().forEach(profiles::add);
            }
        }
        int assessed = 0;
        for (Path profile : profiles) {
            for (String query : List.of("", "?explain=true")) {
                HttpResponse<String> answer = dorsal.send(HttpRequest.newBuilder(dorsal.at("/api/assessments" + query))
                        .header("Content-Type", YAML)
                        .POST(BodyPublishers.ofFile(profile)));
                check(profile + query, operation, answer);
                assessed += answer.statusCode() == 200 ? 1 : 0;
            }
        }
        assertThat(assessed).isGreaterThan(8);
    }

    @Test
    void everyRuleHasTheShape() throws Exception {
        for (RuleCard rule : Served.RULES.knowledge().rules()) {
            check(rule.id(), operation("GET", "/api/rules/{id}"), dorsal.get("/api/rules/" + rule.id()));
        }
    }

    @Test
    void healthTellsOfRefusedRulesInTheShape() throws Exception {
        Problem problem = Problem.of(Position.startOf("rules/x.dslr"), "Something.", "");
        Refused refused = new Refused(Optional.empty(), Served.NOW, List.of(problem));
        try (Served other = Served.with(Optional.of(refused), Clock.fixed(Served.NOW, Served.ZONE))) {
            check("health", operation("GET", "/health"), other.get("/health"));
        }
    }

    /** The check itself notices what is missing, of another type, or not described. */
    @Test
    void aWrongAnswerIsNoticed() {
        Map<String, Object> schema = at(document, "components", "schemas", "Problem");
        List<String> wrong = new ArrayList<>();

        validate(
                Served.json(new String(
                        "{\"type\": 1, \"title\": \"x\", \"status\": 404, \"more\": 2}".getBytes(UTF_8), UTF_8)),
                schema,
                "",
                wrong);

        assertThat(wrong)
                .containsExactlyInAnyOrder(
                        "/detail is missing", "/instance is missing", "/more is not described", "/type is not string");
    }

    @SuppressWarnings("unchecked") // as JSON is read
    private static void validate(@Nullable Object value, Map<String, Object> given, String at, List<String> wrong) {
        Map<String, Object> schema = resolved(given);
        if (schema.get("anyOf") instanceof List<?> choices) {
            boolean fits = choices.stream().anyMatch(choice -> {
                List<String> problems = new ArrayList<>();
                validate(value, (Map<String, Object>) choice, at, problems);
                return problems.isEmpty();
            });
            if (!fits) {
                wrong.add(at + " fits none of the choices");
            }
            return;
        }
        Object type = schema.get("type");
        if (type != null && types(type).stream().noneMatch(one -> is(value, one))) {
            wrong.add(at + " is not " + type);
            return;
        }
        if (schema.get("enum") instanceof List<?> values && !values.contains(value)) {
            wrong.add(at + " is none of " + values);
        }
        if (value instanceof List<?> list && schema.containsKey("items")) {
            for (int i = 0; i < list.size(); i++) {
                validate(
                        list.get(i), (Map<String, Object>) schema.getOrDefault("items", Map.of()), at + "/" + i, wrong);
            }
        }
        if (value instanceof Map<?, ?> object
                && (schema.containsKey("properties") || schema.containsKey("additionalProperties"))) {
            ((List<String>) schema.getOrDefault("required", List.of()))
                    .stream()
                            .filter(name -> !object.containsKey(name))
                            .forEach(name -> wrong.add(at + "/" + name + " is missing"));
            Map<String, Object> properties = (Map<String, Object>) schema.getOrDefault("properties", Map.of());
            object.forEach((name, member) -> {
                Object of = properties.getOrDefault(name, schema.get("additionalProperties"));
                if (of instanceof Map<?, ?> known) {
                    validate(member, (Map<String, Object>) known, at + "/" + name, wrong);
                } else {
                    wrong.add(at + "/" + name + " is not described");
                }
            });
        }
    }

    private static List<String> types(Object type) {
        return type instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(type));
    }

    private static boolean is(@Nullable Object value, String type) {
        return switch (type) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            default -> false;
        };
    }
}

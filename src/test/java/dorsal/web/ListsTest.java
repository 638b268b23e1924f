package dorsal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dorsal.clinical.Exercise;
import dorsal.knowledge.RuleCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules in use and their words, as programs read them. */
class ListsTest {
    private static Served dorsal;

    @BeforeAll
    static void start() throws IOException {
        dorsal = Served.shippedRules();
    }

    @AfterAll
    static void stop() {
        dorsal.close();
    }

    @Test
    void everyRuleIsListedAsItIsWritten() throws Exception {
        Map<String, Object> answer = Served.json(dorsal.get("/api/rules").body());

        assertThat(answer).containsEntry("since", "2026-11-22T13:00:05+01:00");
        assertThat(answer.get("ruleSet"))
                .isEqualTo(Map.of(
                        "fingerprint", Served.RULES.fingerprint(),
                        "rules", Served.RULES.knowledge().rules().size(),
                        "exercises", Served.RULES.catalogue().size(),
                        "cases", 0));
        List<RuleCard> rules = Served.RULES.knowledge().rules();
        assertThat(Served.objects(answer, "rules"))
                .extracting(rule -> rule.get("id"), rule -> rule.get("text"), rule -> rule.get("reason"))
                .containsExactlyElementsOf(rules.stream()
                        .map(rule -> tuple(rule.id(), rule.text(), rule.reason()))
                        .toList());
    }

    @Test
    void everyConclusionOfARuleIsListed() throws Exception {
        assertThat(Served.objects(Served.json(dorsal.get("/api/rules").body()), "rules"))
                .allSatisfy(rule -> assertThat(Served.objects(rule, "conclusions"))
                        .isNotEmpty()
                        .noneMatch(Map::isEmpty));
    }

    @Test
    void oneRuleIsFoundById() throws Exception {
        RuleCard card = Served.RULES.rule("seed-deadlift-chronic-pain");

        Map<String, Object> rule =
                Served.json(dorsal.get("/api/rules/seed-deadlift-chronic-pain").body());

        assertThat(rule)
                .containsEntry("claim", card.claim())
                .containsEntry("topic", card.topic())
                .containsEntry("grade", card.grade().name())
                .containsEntry("reviewed", card.reviewed().toString())
                .containsEntry("file", card.at().file())
                .containsEntry("line", card.at().line())
                .containsEntry("text", card.text())
                .doesNotContainKey("signed");
        assertThat(Served.objects(rule, "sources"))
                .extracting(source -> source.get("source"))
                .isEqualTo(card.sourceIds());
        assertThat(Served.objects(rule, "conclusions").get(0)).containsEntry("verdict", "avoid");
        assertThat((List<?>) Served.objects(rule, "conclusions").get(0).get("exercises"))
                .asString()
                .contains("deadlift");
    }

    @Test
    void anUnknownRuleIsAnsweredWithTheNearest() throws Exception {
        HttpResponse<String> response = dorsal.get("/api/rules/seed-deadlift-chronic-pian");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("""
                {"type":"about:blank","title":"Not Found","status":404,\
                "detail":"No rule is called 'seed-deadlift-chronic-pian'. \
                Maybe you meant 'seed-deadlift-chronic-pain'.","instance":"/api/rules/seed-deadlift-chronic-pian"}""");
    }

    @Test
    void findingsStandInTheOrderInWhichTheyAreAsked() throws Exception {
        List<Map<String, Object>> findings =
                Served.objects(Served.json(dorsal.get("/api/findings").body()), "findings");

        assertThat(findings)
                .extracting(finding -> finding.get("code"))
                .containsExactlyElementsOf(Served.RULES.vocabulary().findings().keySet());
        assertThat(findings)
                .filteredOn(finding -> "power".equals(finding.get("code")))
                .singleElement()
                .satisfies(power -> assertThat(power)
                        .containsEntry("type", "integer")
                        .containsEntry("unit", "grade")
                        .containsEntry("range", Map.of("least", 0, "most", 5)));
    }

    @Test
    void exercisesAreListedWhole() throws Exception {
        List<Map<String, Object>> exercises =
                Served.objects(Served.json(dorsal.get("/api/exercises").body()), "exercises");

        assertThat(exercises)
                .extracting(exercise -> exercise.get("id"))
                .containsExactlyElementsOf(Served.RULES.vocabulary().exercises().keySet());
        assertThat(exercises)
                .allSatisfy(exercise -> assertThat(exercise).hasSize(Exercise.class.getRecordComponents().length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/rules", "/api/findings", "/api/exercises"})
    void aListIsSentOnceForARuleSet(String path) throws Exception {
        HttpResponse<String> first = dorsal.get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = dorsal.get(path, "If-None-Match", tag);

        assertThat(tag).contains(Served.RULES.fingerprint().substring("sha256:".length()));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(dorsal.get(path, "If-None-Match", "W/\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLongAnswerIsCompressedForWhoeverAsks() throws Exception {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(dorsal.at("/api/rules"))
                                .header("Accept-Encoding", "gzip")
                                .header("Authorization", "Bearer " + dorsal.token())
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(new String(plain, UTF_8)).isEqualTo(dorsal.get("/api/rules").body());
    }

    @Test
    void theHeadOfAListComesWithoutIt() throws Exception {
        HttpResponse<String> response =
                dorsal.send(HttpRequest.newBuilder(dorsal.at("/api/rules")).method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }
}

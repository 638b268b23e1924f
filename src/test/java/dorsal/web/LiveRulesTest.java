package dorsal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.activation.RuleActivation;
import dorsal.activation.RuleFolderWatcher;
import dorsal.activation.RuleSetArchive;
import dorsal.knowledge.RulesCopy;
import dorsal.store.Patient;
import dorsal.store.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole road of an edit: from a file that is saved to the answers of a server under load. */
@Timeout(180)
class LiveRulesTest {
    private static final Path SMALL = Path.of("src/test/resources/small-rules");
    private static final byte[] PROFILE =
            "findings: {age: 50, fever: no, pain-weeks: 20, level: beginner}".getBytes(UTF_8);

    private static final String TEA = "- {code: tea, question: \"Is there tea?\", type: boolean, group: all}\n";

    @TempDir
    private Path parent;

    @Test
    void editsShowInTheNextAnswersAndNoRequestFails() throws Exception {
        Path folder = RulesCopy.of(SMALL, parent).folder();
        Path cases = folder.resolve("10-all/11-all.cases.yaml");
        Files.writeString(cases, Files.readString(cases).split("- id: wrong-on-purpose")[0]);
        Path rules = folder.resolve("10-all/11-all.dslr");
        String text = Files.readString(rules);
        RuleSetArchive archive = new RuleSetArchive(parent.resolve("rule-sets"));
        RuleActivation activation = RuleActivation.start(folder, archive, Clock.systemUTC());
        String first = activation.active().current().fingerprint();
        RuleFolderWatcher watcher = RuleFolderWatcher.watching(folder, activation::lookAtDisk);
        ExecutorService clients = Executors.newFixedThreadPool(4);
        AtomicBoolean over = new AtomicBoolean();
        try (Served server = Served.of(activation.active(), archive, Clock.systemUTC())) {
            List<Future<Integer>> failures = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                failures.add(clients.submit(load(server, over)));
            }
            for (int edit = 0; edit < 5; edit++) {
                String reason = "Edit %d.".formatted(edit);
                Files.writeString(rules, text.replace("A strained back answers to smaller steps.", reason));
                awaitAnswerWith(reason, server);
                Files.writeString(rules, text.substring(0, text.length() / 3 * 2));
                awaitHealthWith("\"same\":false", server);
                assertThat(server.post(PROFILE).body()).contains(reason);
            }
            over.set(true);
            for (Future<Integer> failed : failures) {
                assertThat(failed.get()).isZero();
            }

            assertThat(server.post(PROFILE).body()).doesNotContain("A strained back answers to smaller steps.");
            assertThat(server.send(HttpRequest.newBuilder(server.at("/api/assessments?rules=" + first))
                                    .POST(BodyPublishers.ofByteArray(PROFILE)))
                            .body())
                    .contains("A strained back answers to smaller steps.", first);
            assertThat(server.send(HttpRequest.newBuilder(server.at("/api/assessments?rules=sha256:00000000"))
                                    .POST(BodyPublishers.ofByteArray(PROFILE)))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(Served.objects(Served.json(server.get("/api/rule-sets").body()), "history"))
                    .hasSize(6)
                    .last()
                    .satisfies(entry -> assertThat(entry).containsEntry("fingerprint", first));
        } finally {
            over.set(true);
            clients.shutdownNow();
            watcher.close();
        }
    }

    @Test
    void aVisitWhoseWordsTheRulesNoLongerKnowIsSaidToBeLeftOut() throws Exception {
        Path folder = RulesCopy.of(SMALL, parent).folder();
        Path cases = folder.resolve("10-all/11-all.cases.yaml");
        Files.writeString(cases, Files.readString(cases).split("- id: wrong-on-purpose")[0]);
        Path findings = folder.resolve("findings.yaml");
        String without = Files.readString(findings);
        Files.writeString(findings, without + TEA);
        RuleSetArchive archive = new RuleSetArchive(parent.resolve("rule-sets"));
        RuleActivation activation = RuleActivation.start(folder, archive, Clock.systemUTC());
        try (Served server = Served.of(activation.active(), archive, Clock.systemUTC())) {
            Browser clinician = Browser.of(server, Role.CLINICIAN);
            Patient patient = server.chart().patients().create("tests");
            String path = PatientPath.of(patient);
            String state = String.valueOf(patient.state());
            clinician.post(path + "/visits", clinician.token(path), "state", state, "f.age", "40", "f.tea", "yes");
            assertThat(server.chart().visits().list(patient.id())).hasSize(1);
            assertThat(clinician.get(path).body()).doesNotContain("left out");

            Files.writeString(findings, without);
            assertThat(activation.lookAtDisk().refused()).isEmpty();

            assertThat(clinician.get(path).body()).contains("1 earlier visit is left out of the course");
        }
    }

    /** Asks on and on; gives how many answers were not 200. */
    private static Callable<Integer> load(Served server, AtomicBoolean over) {
        return () -> {
            int failed = 0;
            while (!over.get()) {
                failed += server.post(PROFILE).statusCode() == 200 ? 0 : 1;
            }
            return failed;
        };
    }

    private static void awaitAnswerWith(String text, Served server) throws Exception {
        while (!server.post(PROFILE).body().contains(text)) {
            Thread.onSpinWait();
        }
    }

    private static void awaitHealthWith(String text, Served server) throws Exception {
        while (!server.get("/health").body().contains(text)) {
            Thread.onSpinWait();
        }
    }
}

package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.activation.RuleActivation;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RulesCopy;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes seconds says how far it is, and is done once. */
class UnderwayTest {
    @TempDir
    private Path parent;

    @Test
    void aPageSaysHowFarItIsUntilItIsOver() {
        CompletableFuture<String> counted = new CompletableFuture<>();
        CompletableFuture<String> end = new CompletableFuture<>();
        Underway<String> work;
        try (Trials trials = new Trials()) {
            work = trials.begin(progress -> {
                progress.at("Counting", 1, 4);
                counted.complete("");
                return end.join();
            });
            counted.join();

            assertThat(work.result()).isEmpty();
            assertThat(work.shown("/here")).containsEntry("refresh", "/here");
            assertThat(work.shown("/here").get("underway"))
                    .isEqualTo(View.of("step", "Counting")
                            .with("counted", true)
                            .with("done", 1)
                            .with("all", 4)
                            .with("percent", 25)
                            .with("address", "/here"));
            end.complete("done");
            while (!work.isOver()) {
                Thread.onSpinWait();
            }
        }
        assertThat(work.result()).hasValue("done");
        assertThat(work.shown("/here")).containsEntry("underway", false).containsEntry("refresh", "");
    }

    @Test
    void problemsOfTheTextStandAndAFaultOfOursMayPass() {
        ProblemsException refused = new ProblemsException(Problem.of(Position.startOf("x"), "Wrong."));

        Underway<String> wrong = Underway.begin(Runnable::run, progress -> {
            throw refused;
        });
        Underway<String> fault = Underway.begin(Runnable::run, progress -> {
            throw new IllegalStateException("out of luck");
        });

        assertThatThrownBy(wrong::result).isSameAs(refused);
        assertThat(wrong.failed()).isFalse();
        assertThatThrownBy(fault::result).isInstanceOf(IllegalStateException.class);
        assertThat(fault.failed()).isTrue();
    }

    @Test
    void theSameEditIsTriedOnce() throws Exception {
        Path rules =
                RulesCopy.of(Path.of("src/test/resources/small-rules"), parent).folder();
        Path cases = rules.resolve("10-all/11-all.cases.yaml");
        Files.writeString(cases, Files.readString(cases).split("- id: wrong-on-purpose")[0]);
        Clock clock = Clock.fixed(Served.NOW, Served.ZONE);
        RuleActivation activation = RuleActivation.start(rules, new RuleSetArchive(parent.resolve("sets")), clock);
        RuleEditing desk = new RuleEditing(rules, activation, clock, false);
        KnowledgeFolder edited = desk.onDisk();
        try (Trials trials = new Trials()) {
            assertThat(trials.of(desk, edited)).isSameAs(trials.of(desk, desk.onDisk()));
        }
    }
}

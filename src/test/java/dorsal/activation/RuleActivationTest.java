package dorsal.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RulesCopy;
import dorsal.rehearsal.RuleChanges;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether rules go live, and which stay live when they may not. */
class RuleActivationTest {
    private static final Path SMALL = Path.of("src/test/resources/small-rules");
    private static final String RULES = "10-all/11-all.dslr";
    private static final String CASES = "10-all/11-all.cases.yaml";

    @TempDir
    private Path parent;

    private Path folder;
    private Instant now = Instant.parse("2026-11-22T14:02:00Z");
    private final Clock clock = new TickingClock();

    /** A clock that stands still until it is moved. */
    private final class TickingClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** The small rules without the case that fails on purpose. */
    @BeforeEach
    void copyTheSmallRules() throws IOException {
        folder = RulesCopy.of(SMALL, parent).folder();
        edit(CASES, text -> text.split("- id: wrong-on-purpose")[0]);
    }

    private void edit(String file, UnaryOperator<String> edit) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        String after = edit.apply(before);
        assertThat(after).as("an edit changes something").isNotEqualTo(before);
        Files.writeString(path, after);
    }

    private RuleSetArchive archive() {
        return new RuleSetArchive(parent.resolve("data/rule-sets"));
    }

    private RuleActivation start() {
        return RuleActivation.start(folder, archive(), clock);
    }

    private static List<String> problems(Standing standing) {
        return standing.refused().orElseThrow().problems().stream()
                .map(Problem::found)
                .toList();
    }

    @Test
    void anEditThatPassesEveryCaseGoesLive() throws IOException {
        RuleActivation activation = start();
        String before = activation.active().current().fingerprint();

        edit(RULES, text -> text.replace("Muscle needs two days.", "Muscle needs two days of rest."));
        now = now.plus(Duration.ofMinutes(5));
        Standing after = activation.lookAtDisk();

        assertThat(after.refused()).isEmpty();
        assertThat(after.since()).isEqualTo(now);
        assertThat(after.rules().fingerprint())
                .isEqualTo(KnowledgeFolder.read(folder).fingerprint())
                .isNotEqualTo(before);
        assertThat(after.rules().rule("rest-after-work").reason()).isEqualTo("Muscle needs two days of rest.");
    }

    @Test
    void anEditThatFailsACaseIsRefusedWithTheCaseAndItsPlace() throws IOException {
        RuleActivation activation = start();
        Standing before = activation.active().standing();

        edit(RULES, text -> text.replace("at least 12", "at least 30"));
        now = now.plus(Duration.ofMinutes(5));
        Standing after = activation.lookAtDisk();

        assertThat(after.rules()).isSameAs(before.rules());
        assertThat(after.since()).isEqualTo(before.since());
        Refused refused = after.refused().orElseThrow();
        assertThat(refused.noticed()).isEqualTo(now);
        assertThat(refused.fingerprint()).contains(KnowledgeFolder.read(folder).fingerprint());
        assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.at().file()).endsWith(CASES);
            assertThat(problem.found()).startsWith("The case 'chronic-lifter' fails");
        });
    }

    @Test
    void aBrokenFolderLeavesTheRulesInUseAndKeepsTheMomentItBecameOther() throws IOException {
        RuleActivation activation = start();
        Standing before = activation.active().standing();

        edit(RULES, text -> text.substring(0, text.length() / 2));
        Standing first = activation.lookAtDisk();
        now = now.plus(Duration.ofHours(1));
        edit(RULES, text -> text + "half a line");
        Standing second = activation.lookAtDisk();

        assertThat(second.rules()).isSameAs(before.rules());
        assertThat(second.refused().orElseThrow().noticed())
                .isEqualTo(first.refused().orElseThrow().noticed());
        assertThat(problems(second)).isNotEmpty();
    }

    @Test
    void aFolderThatIsMendedIsTheSameAgain() throws IOException {
        RuleActivation activation = start();
        Standing before = activation.active().standing();

        edit(RULES, text -> "nonsense\n" + text);
        assertThat(activation.lookAtDisk().refused()).isPresent();
        edit(RULES, text -> text.replace("nonsense\n", ""));

        assertThat(activation.lookAtDisk()).isEqualTo(before);
    }

    @Test
    void aFileThatDorsalDoesNotReadIsRefusedThoughNoRuleChanged() throws IOException {
        RuleActivation activation = start();

        Files.writeString(folder.resolve("10-all/12-more.dsrl"), "rule");

        assertThat(problems(activation.lookAtDisk())).containsExactly("Dorsal does not read this file.");
    }

    @Test
    void aDeletedFolderIsAProblemAndNoCrash() throws IOException {
        RuleActivation activation = start();

        Files.move(folder, parent.resolve("elsewhere"));

        assertThat(problems(activation.lookAtDisk())).containsExactly("There is no such folder.");
    }

    @Test
    void aGuardCannotBeTakenAwayByTheChangeThatItGuardsAgainst() throws IOException {
        RuleActivation activation = start();

        edit(RULES, text -> text.replace("at least 12", "at least 30"));
        Files.writeString(folder.resolve(CASES), onlyCase("other-guard", "{ceiling: full}"));
        Standing after = activation.lookAtDisk();

        assertThat(problems(after))
                .isNotEmpty()
                .allSatisfy(
                        found -> assertThat(found).contains("of the rules in use is gone, and these rules fail it"));
    }

    @Test
    void aGuardCanBeTakenAwayInAChangeOfItsOwn() throws IOException {
        RuleActivation activation = start();

        Files.writeString(folder.resolve(CASES), onlyCase("other-guard", "{hold: true}"));
        assertThat(activation.lookAtDisk().refused()).isEmpty();
        edit(RULES, text -> text.replace("at least 12", "at least 30"));

        assertThat(activation.lookAtDisk().refused()).isEmpty();
    }

    private static String onlyCase(String id, String expect) {
        return "- id: %s\n  title: \"Nothing is known\"\n  profile: {findings: {}}\n  expect: %s\n"
                .formatted(id, expect);
    }

    @Test
    void withBrokenRulesAndNoHistoryNothingStarts() throws IOException {
        edit(RULES, text -> "nonsense\n" + text);

        assertThatThrownBy(this::start).isInstanceOf(ProblemsException.class).hasMessageContaining("nonsense");
    }

    @Test
    void withBrokenRulesTheLastOnesInUseGoOn() throws IOException {
        String before = start().active().current().fingerprint();
        edit(RULES, text -> "nonsense\n" + text);

        Standing after = start().active().standing();

        assertThat(after.rules().fingerprint()).isEqualTo(before);
        assertThat(problems(after)).isNotEmpty();
    }

    @Test
    void rulesThatCannotBeKeptAreNotUsed() throws IOException {
        RuleActivation activation = start();
        Standing before = activation.active().standing();
        Path versions = parent.resolve("data/rule-sets/versions");
        Files.move(versions, parent.resolve("versions"));
        Files.writeString(versions, "a file where a folder belongs");

        edit(RULES, text -> text.replace("two days", "2 days"));
        Standing after = activation.lookAtDisk();

        assertThat(after.rules()).isSameAs(before.rules());
        assertThat(problems(after)).singleElement().asString().startsWith("These rules could not be kept in ");
    }

    @Test
    void everyActivationIsKeptWithItsDifference() throws IOException {
        RuleActivation activation = start();
        edit(RULES, text -> text.replace("two days", "2 days"));
        activation.lookAtDisk();

        List<Activation> entries = activation.history().entries();

        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).before()).contains(entries.get(0).fingerprint());
        assertThat(entries.get(1).changes())
                .isEqualTo(new RuleChanges(List.of(), List.of(), List.of("rest-after-work"), List.of(RULES)));
        assertThat(entries)
                .allSatisfy(entry -> assertThat(
                                activation.archive().find(entry.fingerprint()).fingerprint())
                        .isEqualTo(entry.fingerprint()));
    }

    @Test
    void startingAgainWithTheSameRulesAddsNothing() {
        start();
        Instant since = start().active().standing().since();
        now = now.plus(Duration.ofDays(1));

        RuleActivation again = start();

        assertThat(again.history().entries()).hasSize(1);
        assertThat(again.active().standing().since()).isEqualTo(since);
    }

    @Test
    void rollingBackPutsTheFilesBackAndSetsAsideWhatStoodThere() throws IOException {
        RuleActivation activation = start();
        String first = activation.active().current().fingerprint();
        edit(RULES, text -> text.replace("two days", "2 days"));
        activation.lookAtDisk();
        edit(RULES, text -> text + "work in progress");
        Files.writeString(folder.resolve("stray.txt"), "a note");

        Activation entry = new Publisher(folder, archive(), clock).rollBack(first.substring(0, 20), "Ann", "Too soft.");

        assertThat(entry.fingerprint()).isEqualTo(first);
        assertThat(entry.edit()).isEqualTo(new Edit("Ann", Edit.How.ROLL_BACK, "Too soft."));
        Standing after = activation.lookAtDisk();
        assertThat(after.refused()).isEmpty();
        assertThat(after.rules().fingerprint()).isEqualTo(first);
        assertThat(activation.history().entries()).hasSize(3);
        Path aside = parent.resolve("data/rule-sets/set-aside/" + now.toString().replace(':', '-'));
        assertThat(aside.resolve(RULES)).content().endsWith("work in progress");
        assertThat(aside.resolve("stray.txt")).hasContent("a note");
    }

    @Test
    void whatIsPublishedExpresslyNeedsNoGuardsOfBefore() throws IOException {
        RuleActivation activation = start();
        edit(RULES, text -> text.replace("at least 12", "at least 30"));
        Files.writeString(folder.resolve(CASES), onlyCase("other-guard", "{hold: true}"));
        assertThat(activation.lookAtDisk().refused()).isPresent();

        new Publisher(folder, archive(), clock).publish("Ann", "The guideline changed.");

        assertThat(activation.lookAtDisk().refused()).isEmpty();
    }

    @Test
    void anUnknownFingerprintIsRefused() {
        RuleActivation activation = start();

        assertThatThrownBy(() -> activation.archive().find("sha256:00000000"))
                .hasMessageContaining("No rule set with this fingerprint is kept");
        assertThatThrownBy(() -> activation.archive().find("sha256:")).hasMessageContaining("at least 8 digits");
    }

    @Test
    void aDamagedVersionIsNeverUsed() throws IOException {
        RuleActivation activation = start();
        String fingerprint = activation.active().current().fingerprint();
        try (var files = Files.list(parent.resolve("data/rule-sets/files"))) {
            Files.writeString(files.findFirst().orElseThrow(), "something else");
        }

        assertThatThrownBy(() -> activation.archive().find(fingerprint)).hasMessageContaining("is damaged");
    }
}

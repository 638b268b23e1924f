package dorsal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.FindingDefinition;
import dorsal.knowledge.SentenceGuide.Entry;
import dorsal.knowledge.SentenceGuide.Gap;
import dorsal.report.SentencesReport;
import dorsal.text.Problems;
import dorsal.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of sentences that a clinician writes by: nothing in it may be refused by the reader of rules. */
class SentenceGuideTest {
    private static final String ONE_RULE = """
            rule "one: A rule that uses next to no sentence"
                @source( "SOURCE" )  @grade( "C" )  @reviewed( "2026-11-22" )
            when
                always
            then
                avoid every exercise
                because "It is the only rule."
            end
            """;

    @TempDir
    private static Path parent;

    private static final Map<Folder, Knowledge> FOLDERS = new EnumMap<>(Folder.class);

    private enum Folder {
        SHIPPED,
        SMALL,
        /** The shipped vocabulary with one rule: nearly every example has to be made up. */
        WITH_ONE_RULE
    }

    @BeforeAll
    static void readFolders() throws IOException {
        for (Folder folder : Folder.values()) {
            FOLDERS.put(folder, read(folder));
        }
    }

    private static Knowledge knowledge(Folder folder) {
        return Objects.requireNonNull(FOLDERS.get(folder));
    }

    @ParameterizedTest
    @EnumSource
    void everySentenceHasAnExample(Folder folder) {
        List<Entry> entries = SentenceGuide.of(knowledge(folder)).entries();

        assertThat(entries)
                .hasSameSizeAs(Sentences.shipped().all())
                .allMatch(entry -> !entry.example().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleStandsInARuleWithoutProblem(Folder folder) {
        Knowledge knowledge = knowledge(folder);
        SentenceGuide guide = SentenceGuide.of(knowledge);

        for (Entry entry : guide.entries()) {
            Problems problems = new Problems();
            SourceText file = new SourceText("example.dslr", ruleWith(entry, guide, knowledge));
            List<RuleCard> rules = RuleReader.read(knowledge.vocabulary(), file, problems);

            assertThat(problems.sorted()).as(file.text()).isEmpty();
            assertThat(rules).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleIsOneOfItsOwnSentence(Folder folder) {
        List<Sentence> sentences = Sentences.shipped().all();
        List<Entry> entries = SentenceGuide.of(knowledge(folder)).entries();

        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            assertThat(entries.get(i).words()).isEqualTo(sentence.shown());
            assertThat(entries.get(i).example())
                    .anyMatch(line -> Sentences.shipped()
                            .read(sentence.part(), line)
                            .filter(read -> read.sentence().equals(sentence))
                            .isPresent());
        }
    }

    @Test
    void anExampleWithARuleIdStandsInThatRule() {
        Knowledge knowledge = knowledge(Folder.SHIPPED);

        assertThat(SentenceGuide.of(knowledge).entries())
                .filteredOn(entry -> entry.rule().isPresent())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(wordsOf(knowledge
                                .findRule(entry.rule().orElseThrow())
                                .orElseThrow()
                                .text()))
                        .containsAll(wordsOf(entry.example())));
    }

    @Test
    void aSentenceThatARuleUsesHasNoMadeUpExample() {
        Knowledge knowledge = knowledge(Folder.WITH_ONE_RULE);

        assertThat(SentenceGuide.of(knowledge).entries())
                .filteredOn(entry -> entry.rule().isPresent())
                .extracting(Entry::words)
                .containsExactly("always", "{restrict} every exercise", "because {text}");
    }

    @Test
    void aMadeUpExampleSpeaksOfWhatRulesSpeakOfTogether() {
        assertThat(SentenceGuide.of(knowledge(Folder.SHIPPED)).entries())
                .filteredOn(entry -> entry.words().equals("{number} minus {number} is under {n}"))
                .flatExtracting(Entry::example)
                .containsExactly("pain-now minus pain-at-start is under -2");
    }

    @Test
    void aSentenceThatNoWordFitsHasNoExample() {
        Knowledge shipped = knowledge(Folder.SHIPPED);
        Map<String, FindingDefinition> findings =
                new LinkedHashMap<>(shipped.vocabulary().findings());
        findings.values().removeIf(finding -> finding.type() == FindingDefinition.Type.CHOICES);
        Knowledge without = new Knowledge(shipped.folder(), shipped.vocabulary().withFindings(findings), List.of());

        assertThat(SentenceGuide.of(without).entries())
                .filteredOn(entry -> entry.example().isEmpty())
                .extracting(Entry::words)
                .containsExactly("{choices} includes {value}");
        assertThat(SentencesReport.of(without, false))
                .contains("  {choices} includes {value}\n      (no word of this rules folder fits)\n");
    }

    @Test
    void everyGapOfASentenceIsExplained() {
        SentenceGuide guide = SentenceGuide.of(knowledge(Folder.SHIPPED));

        assertThat(guide.entries())
                .flatExtracting(entry -> Pattern.compile("\\{(.*?)}")
                        .matcher(entry.words())
                        .results()
                        .map(gap -> gap.group(1))
                        .toList())
                .isSubsetOf(guide.gaps().stream().map(Gap::type).toList())
                .containsAll(guide.gaps().stream().map(Gap::type).toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleIsPrintedLineForLine(Folder folder) {
        Knowledge knowledge = knowledge(folder);
        List<String> printed = SentencesReport.of(knowledge, false)
                .lines()
                .map(line -> line.replaceFirst("   (\\[[a-z0-9-]+]|\\(made up\\))$", ""))
                .map(String::strip)
                .toList();

        assertThat(printed)
                .containsAll(SentenceGuide.of(knowledge).entries().stream()
                        .flatMap(entry -> entry.example().stream())
                        .toList());
    }

    /** A rule that holds an example, with what else such a rule needs. */
    private static String ruleWith(Entry entry, SentenceGuide guide, Knowledge knowledge) {
        String example = String.join("\n", entry.example()) + "\n";
        boolean condition = entry.below().equals("when");
        boolean holds = entry.words().startsWith("hold");
        String asking = guide.entries().stream()
                .filter(other -> other.words().startsWith("ask"))
                .map(other -> other.example().get(0) + "\n")
                .findFirst()
                .orElseThrow();
        return """
                rule "example: A rule with an example"
                @source( "%s" )  @grade( "C" )  @reviewed( "2026-11-22" )
                when
                %sthen
                %s%send
                """.formatted(
                        source(knowledge),
                        condition ? example : "always\n",
                        condition
                                ? "advise \"This is an example.\"\n"
                                : "avoid every exercise\n" + example + (holds ? asking : ""),
                        entry.words().startsWith("because") ? "" : "because \"It is an example.\"\n");
    }

    private static String source(Knowledge knowledge) {
        return knowledge.vocabulary().sources().keySet().iterator().next();
    }

    private static List<String> wordsOf(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().replaceFirst("^-+\\s+", ""))
                .toList();
    }

    private static Knowledge read(Folder folder) throws IOException {
        return switch (folder) {
            case SHIPPED -> read(Path.of("rules"));
            case SMALL -> read(Path.of("src/test/resources/small-rules"));
            case WITH_ONE_RULE -> {
                Path rules = RulesCopy.in(parent).folder();
                try (Stream<Path> files = Files.walk(rules)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".dslr"))
                            .toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(rules.resolve("course.yaml")); // it names rules that are gone
                String source = source(read(Path.of("rules")));
                Files.writeString(
                        rules.resolve("one.dslr"), ONE_RULE.replace("SOURCE", source), StandardCharsets.UTF_8);
                yield read(rules);
            }
        };
    }

    private static Knowledge read(Path folder) {
        return Knowledge.read(KnowledgeFolder.read(folder));
    }
}

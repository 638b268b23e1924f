package dorsal.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RulesCopy;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a clinician is told about a fault in the rules folder. Each fixture is named by its fault. */
class FaultyRulesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/faulty-rules");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    private Path parent;

    static Stream<Path> fixtures() throws IOException {
        return RulesCopy.fixtures(FIXTURES).stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyFaultIsReportedWhereItStands(Path fixture) throws IOException {
        String name = fixture.getFileName().toString().replaceFirst("\\.dslr$", "");

        List<String> printed = problemsOf(RulesCopy.with(fixture, parent));

        assertThat(printed).isEqualTo(Files.readAllLines(FIXTURES.resolve(name + ".expected.txt")));
    }

    @Test
    void theShippedRulesHaveNoProblem() throws IOException {
        assertThat(problemsOf(RulesCopy.in(parent))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README-too.md",
                "10-red-flags/notes.md",
                ".hidden",
                ".git/config",
                "10-red-flags/.12-cauda-equina.dslr.swp",
                ".x.swp",
                "x.dslr~",
                "findings.yaml~",
                "x.swp",
                "4913"
            })
    void whatNotesToolsAndEditorsLeaveBehindIsLeftAside(String file) throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        write(rules, file, "rule of thumb\0".getBytes(StandardCharsets.UTF_8));

        assertThatRulesAreTheSame(rules);
    }

    @Test
    void windowsLineEndsAreAccepted() throws IOException {
        assertThatRulesAreTheSame(edited("", text -> text.replace("\n", "\r\n")));
    }

    @Test
    void oldMacLineEndsAreAccepted() throws IOException {
        assertThatRulesAreTheSame(edited("", text -> text.replace("\n", "\r")));
    }

    @Test
    void aByteOrderMarkIsAccepted() throws IOException {
        assertThatRulesAreTheSame(edited("", text -> "\uFEFF" + text));
    }

    @Test
    void tabsAreAcceptedAsIndentation() throws IOException {
        assertThatRulesAreTheSame(edited(".dslr", text -> text.replaceAll("(?m)^ +", "\t")));
    }

    @Test
    void indentationSaysNothing() throws IOException {
        assertThatRulesAreTheSame(edited(".dslr", text -> text.replaceAll("(?m)^ +", "")));
    }

    @Test
    void severalSpacesReadAsOne() throws IOException {
        assertThatRulesAreTheSame(edited(".dslr", text -> text.replaceAll("(?m)^([ -]*there) is ", "$1 \t is  ")));
    }

    @Test
    void spacesAtTheEndOfALineAreAccepted() throws IOException {
        assertThatRulesAreTheSame(edited(".dslr", text -> text.replace("\n", " \t\n")));
    }

    @Test
    void blankLinesAndCommentsAreAcceptedAnywhere() throws IOException {
        assertThatRulesAreTheSame(edited(".dslr", text -> text.replace("\n", "\n\n  // \"a note\" end\n\t\n")));
    }

    @Test
    void aMissingLastLineEndIsAccepted() throws IOException {
        assertThatRulesAreTheSame(edited("", String::stripTrailing));
    }

    @Test
    void aMissingFolderIsRefused() {
        assertThat(problemsOf(parent.resolve("rulse")))
                .containsExactly(parent.resolve("rulse")
                        + ":1:1: There is no such folder. Expected a folder with rules (see --rules).");
    }

    @Test
    void aFileIsNoRulesFolder() throws IOException {
        Path file = Files.writeString(parent.resolve("rules.zip"), "PK");

        assertThat(problemsOf(file))
                .containsExactly(file + ":1:1: This is not a folder. Expected a folder with rules (see --rules).");
    }

    @Test
    void aFolderWithoutRulesIsRefused() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        try (Stream<Path> files = Files.walk(rules.folder())) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(dslr|cases\\.yaml)"))
                    .toList()) {
                Files.delete(file);
            }
        }

        assertThat(problemsOf(rules))
                .containsExactly("rules:1:1: This folder holds no rules. Expected at least one file ending in .dslr.");
    }

    @Test
    void aMissingVocabularyFileIsTheOnlyProblemReported() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Files.move(rules.folder().resolve("findings.yaml"), rules.folder().resolve("findigns.yaml"));

        assertThat(problemsOf(rules))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("rules/findigns.yaml:1:1: Dorsal does not read this file.")
                                .endsWith("Maybe you meant 'findings.yaml'."),
                        line -> assertThat(line).isEqualTo("rules/findings.yaml:1:1: This file is missing."));
    }

    // ---- reading

    private static List<String> problemsOf(RulesCopy rules) {
        return problems(rules.folder()).stream().map(rules::print).toList();
    }

    private static List<String> problemsOf(Path folder) {
        return problems(folder).stream().map(Problem::toString).toList();
    }

    private static List<Problem> problems(Path folder) {
        try {
            CaseReader.read(Knowledge.read(KnowledgeFolder.read(folder)), TODAY);
            return List.of();
        } catch (ProblemsException e) {
            return e.problems();
        }
    }

    private static void assertThatRulesAreTheSame(RulesCopy rules) {
        assertThat(problemsOf(rules)).isEmpty();
        assertThat(rulesOf(rules.folder()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at", "text")
                .isEqualTo(rulesOf(Path.of("rules")));
    }

    private static List<RuleCard> rulesOf(Path folder) {
        return Knowledge.read(KnowledgeFolder.read(folder)).rules();
    }

    // ---- variants of the shipped rules

    private RulesCopy edited(String suffix, UnaryOperator<String> edit) throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        try (Stream<Path> files = Files.walk(rules.folder())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(suffix))
                    .toList()) {
                Files.writeString(file, edit.apply(Files.readString(file)));
            }
        }
        return rules;
    }

    private static void write(RulesCopy rules, String file, byte[] bytes) throws IOException {
        Path path = rules.folder().resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.write(path, bytes);
    }
}

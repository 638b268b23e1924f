package dorsal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.knowledge.ColouredLine.Piece;
import dorsal.knowledge.Sentence.Part;
import dorsal.knowledge.Sentence.Slot;
import dorsal.knowledge.SentenceGuide.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor shows of rule files, coloured by an engine for TextMate grammars. */
class EditorGrammarTest {
    private static final Path GRAMMAR = Path.of("docs/editors/vscode/syntaxes/dorsal.tmLanguage.json");
    private static final Path FIXTURES = Path.of("src/test/resources/faulty-rules");
    private static final Pattern NO_SENTENCE = Pattern.compile("[^:]*\\.dslr:(\\d+):\\d+: No sentence reads .*");
    private static final Pattern FIRST_LINE = Pattern.compile("rule \"([^:]*): (.*)\"");

    static Stream<Path> ruleFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            return files.filter(file -> file.toString().endsWith(".dslr")).sorted().toList().stream();
        }
    }

    static Stream<Path> filesWithALineThatIsNoSentence() throws IOException {
        return RulesCopy.fixtures(FIXTURES).stream()
                .filter(file -> file.toString().endsWith(".dslr"))
                .filter(file -> !linesThatAreNoSentence(file).isEmpty());
    }

    static Stream<Entry> sentences() {
        return SentenceGuide.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules")))).entries().stream();
    }

    @Test
    void theCheckedInGrammarIsThatOfTheSentences() throws IOException {
        if (System.getProperty("grammar.write") != null) {
            Files.writeString(GRAMMAR, EditorGrammar.json());
        }
        assertThat(EditorGrammar.json()).isEqualTo(Files.readString(GRAMMAR));
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void noLineOfAShippedRuleIsIllegal(Path file) throws IOException {
        assertThat(coloured(Files.readAllLines(file))).noneMatch(ColouredLine::isIllegal);
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void everyLineOfAShippedRuleIsColouredAsWhatItIs(Path file) throws IOException {
        List<ColouredLine> lines = coloured(Files.readAllLines(file));
        Part part = Part.WHEN;
        for (ColouredLine line : lines) {
            String text = line.text().strip();
            if (text.isEmpty()) {
                assertThat(line.pieces()).isEmpty();
            } else if (text.startsWith("//")) {
                assertThat(line.pieces()).containsExactly(new Piece(text, "comment.line.double-slash.dslr"));
            } else if (text.startsWith("rule ")) {
                assertThat(line).satisfies(EditorGrammarTest::isFirstLine);
            } else if (text.startsWith("@")) {
                assertThat(line).satisfies(EditorGrammarTest::isMetadata);
            } else if (List.of("when", "then", "end").contains(text)) {
                assertThat(line.pieces()).containsExactly(new Piece(text, "keyword.control." + text + ".dslr"));
                part = text.equals("then") ? Part.THEN : Part.WHEN;
            } else {
                assertThatIsSentence(part, line);
            }
        }
    }

    private static void isFirstLine(ColouredLine line) {
        Matcher written = FIRST_LINE.matcher(line.text().strip());
        assertThat(written.matches()).isTrue();
        assertThat(line.of("keyword.control.rule")).containsExactly("rule");
        assertThat(line.of("entity.name.function.rule")).containsExactly(written.group(1));
        assertThat(line.of("string.quoted.double.claim")).containsExactly(written.group(2));
    }

    private static void isMetadata(ColouredLine line) {
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Matcher written = Pattern.compile("(@\\w+)|(\"[^\"]*\")").matcher(line.text());
        while (written.find()) {
            (written.group(1) != null ? names : texts).add(written.group());
        }
        assertThat(line.of("entity.other.attribute-name.metadata")).isEqualTo(names);
        assertThat(line.of("string.quoted.double.metadata")).isEqualTo(texts);
    }

    /** The gaps that the reader of rules finds in the line are coloured as such, and nothing else is. */
    private static void assertThatIsSentence(Part part, ColouredLine line) {
        Matcher bullet = Pattern.compile("(-+)[ \t]+(.*)").matcher(line.text().strip());
        boolean dashes = bullet.matches();
        String words = dashes ? bullet.group(2) : line.text().strip();
        List<Slot> slots = List.copyOf(
                Sentences.shipped().read(part, words).orElseThrow().slots().values());

        assertThat(line.of("keyword.operator.bullet")).isEqualTo(dashes ? List.of(bullet.group(1)) : List.of());
        assertThat(line.of("keyword.other.sentence")).isNotEmpty();
        assertThat(line.pieces().stream().filter(piece -> !piece.scope().startsWith("keyword")))
                .extracting(Piece::text)
                .containsExactlyElementsOf(slots.stream().map(Slot::text).toList());
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void everySentenceIsColoured(Entry sentence) {
        Part part = sentence.below().equals("when") ? Part.WHEN : Part.THEN;
        List<ColouredLine> lines = below(sentence.below(), sentence.example());

        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThatIsSentence(part, line));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aSentenceOfTheOtherHalfOfARuleIsIllegal(Entry sentence) {
        List<ColouredLine> lines = below(sentence.below().equals("when") ? "then" : "when", sentence.example());

        assertThat(lines).isNotEmpty().allMatch(ColouredLine::isIllegal);
    }

    @ParameterizedTest
    @MethodSource("filesWithALineThatIsNoSentence")
    void aLineThatIsNoSentenceIsIllegal(Path file) throws IOException {
        List<ColouredLine> lines = coloured(Files.readAllLines(file));

        assertThat(linesThatAreNoSentence(file))
                .allSatisfy(number -> assertThat(lines.get(number - 1)).matches(ColouredLine::isIllegal));
    }

    @ParameterizedTest
    @CsvSource({
        "pain-weeks is at least 12, pain-weeks, variable.other.finding.dslr",
        "pain-weeks is at least 12, is at least, keyword.other.sentence.dslr",
        "pain-weeks is at least 12, 12, constant.numeric.dslr",
        "--- there is fever, ---, keyword.operator.bullet.dslr",
        "cancer is active, active, variable.other.enummember.value.dslr",
    })
    void aPieceOfAConditionHasItsColour(String line, String text, String scope) {
        assertThat(below("when", List.of(line)).get(0).pieces()).contains(new Piece(text, scope));
    }

    @ParameterizedTest
    @CsvSource({
        "exercise at most light, light, constant.language.severity.dslr",
        "use with caution exercises of level advanced, use with caution, constant.language.severity.dslr",
        "because \"It is so.\", \"It is so.\", string.quoted.double.dslr",
    })
    void aPieceOfAConclusionHasItsColour(String line, String text, String scope) {
        assertThat(below("then", List.of(line)).get(0).pieces()).contains(new Piece(text, scope));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule \"No-Id: A rule\"",
                "rule \"A rule\"",
                "rule no-quotes",
                "package rules",
                "/* a comment */",
                "end;",
            })
    void aLineThatIsNoneOutsideARuleIsIllegal(String line) {
        assertThat(coloured(List.of("// A comment", line)).get(1)).matches(ColouredLine::isIllegal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@sorce( \"nice-ng59\" )",
                "@source( nice-ng59 )",
                "@source( \"\" )",
                "@grade( \"A\" ), @reviewed( \"2026-11-22\" )",
                "salience 10",
                "there is fever",
            })
    void aLineThatIsNoMetadataIsIllegalAboveWhen(String line) {
        assertThat(coloured(List.of("rule \"one: A rule\"", line)).get(1)).matches(ColouredLine::isIllegal);
    }

    @Test
    void theLinesBelowAFaultKeepTheirColours() {
        List<ColouredLine> lines = coloured(
                List.of("rule \"A rule\"", "when", "thre is fever", "there is fever", "then", "end", "// End"));

        assertThat(lines)
                .filteredOn(ColouredLine::isIllegal)
                .extracting(ColouredLine::number)
                .containsExactly(1, 3);
        assertThatIsSentence(Part.WHEN, lines.get(3));
        assertThat(lines.get(6).of("comment")).containsExactly("// End");
    }

    @Test
    void aRuleBelowOneWithoutEndIsColouredAsARule() throws IOException {
        List<ColouredLine> lines = coloured(Files.readAllLines(FIXTURES.resolve("missing-end.dslr")));

        assertThat(lines)
                .filteredOn(line -> line.text().startsWith("rule "))
                .hasSize(2)
                .allSatisfy(EditorGrammarTest::isFirstLine);
        assertThat(lines).noneMatch(ColouredLine::isIllegal);
    }

    private static List<ColouredLine> below(String word, List<String> sentences) {
        List<String> lines = new ArrayList<>(List.of("rule \"one: A rule\"", "when"));
        if (word.equals("then")) {
            lines.add("then");
        }
        int before = lines.size();
        lines.addAll(sentences);
        return coloured(lines).subList(before, lines.size());
    }

    private static List<ColouredLine> coloured(List<String> lines) {
        return ColouredLine.of(lines);
    }

    private static List<Integer> linesThatAreNoSentence(Path fixture) {
        String name = fixture.getFileName().toString().replaceFirst("\\.dslr$", ".expected.txt");
        try {
            return Files.readAllLines(fixture.resolveSibling(name)).stream()
                    .map(NO_SENTENCE::matcher)
                    .filter(Matcher::matches)
                    .map(found -> Integer.valueOf(found.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

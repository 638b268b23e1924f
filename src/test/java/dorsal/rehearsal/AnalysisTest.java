package dorsal.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.knowledge.RulesCopy;
import dorsal.report.AnalysisReport;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an analysis finds of faults planted in the shipped rules. Each fixture is named by what is planted in it; rules
 * whose name says "near miss" stand beside the planted ones and must not be found. {@code mvn test -Dtest=AnalysisTest
 * -Dgolden.write} writes the expected texts anew; read the difference before it is committed.
 */
class AnalysisTest {
    private static final Path FIXTURES = Path.of("src/test/resources/odd-rules");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Pattern LINE = Pattern.compile("(.+?):(\\d+):(\\d+): (.*)");

    @TempDir
    private Path parent;

    static Stream<Path> fixtures() throws IOException {
        return RulesCopy.fixtures(FIXTURES).stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsPlantedIsFoundWhereItStandsAndNothingElse(Path fixture) throws IOException {
        String name = fixture.getFileName().toString().replaceFirst("\\.dslr$", "");
        RulesCopy rules = RulesCopy.with(fixture, parent);

        // How many patients were tried changes with every case that is added.
        List<String> found = found(rules).stream()
                .map(line -> line.replaceAll("the \\d+ patients", "the many patients"))
                .toList();

        Path expected = FIXTURES.resolve(name + ".expected.txt");
        if (System.getProperty("golden.write") != null) {
            Files.write(expected, found);
        }
        assertThat(found).isEqualTo(Files.readAllLines(expected));
        assertThat(found).isNotEmpty().noneMatch(line -> line.contains("near-miss' "));
    }

    @Test
    void theShippedRulesAreCleanButForWhatIsAcceptedWithAReason() {
        Analysis analysis = analysis(Path.of("rules"));

        assertThat(analysis.found()).isEmpty();
        assertThat(analysis.outdated()).isEmpty();
        assertThat(analysis.isWanting()).isFalse();
        assertThat(analysis.accepted())
                .hasSize(analysis.rules().knowledge().accepted().size());
    }

    @Test
    void withoutTheListOfWhatIsAcceptedItIsFound() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Files.delete(rules.folder().resolve("accepted.yaml"));

        Analysis analysis = analysis(rules.folder());

        assertThat(analysis.accepted()).isEmpty();
        assertThat(analysis.found())
                .hasSameSizeAs(analysis(Path.of("rules")).accepted().keySet());
    }

    @Test
    void aRowAboutSomeOfTheRulesDoesNotAcceptAll() throws IOException {
        RulesCopy rules = edited("accepted.yaml", "[acute-demanding, acute-end-range,", "[acute-demanding,");

        assertThat(found(rules))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("'acute-demanding', 'acute-end-range' and 'acute-heavy-lift' have the same"),
                        line -> assertThat(line)
                                .endsWith("Nothing of the kind 'same-condition' is found about acute-demanding,"
                                        + " acute-heavy-lift any more. Take this row out."));
    }

    @Test
    void aFolderThatSaysNotHowLongAReviewHoldsHasNoneDueAndIsToldSo() throws IOException {
        RulesCopy rules = edited("sources.yaml", "review-every-months: 24\n", "");
        Analysis analysis = Analysis.of(read(rules.folder()), TODAY.plusYears(10));

        assertThat(analysis.found()).isEmpty();
        assertThat(AnalysisReport.of(analysis))
                .contains("How long a review holds is not said (review-every-months in sources.yaml),"
                        + " so none was checked.");
    }

    @Test
    void aReviewThatNeverHoldsIsRefused() throws IOException {
        RulesCopy rules = edited("sources.yaml", "review-every-months: 24", "review-every-months: 0");

        ProblemsException refused = catchThrowableOfType(ProblemsException.class, () -> read(rules.folder()));

        assertThat(refused.problems())
                .extracting(rules::print)
                .containsExactly("rules/sources.yaml:5:1: 'review-every-months' is 0. Expected 1 or more months.");
    }

    private RulesCopy edited(String file, String from, String to) throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Path path = rules.folder().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
        return rules;
    }

    private static RuleSet read(Path folder) {
        return RuleSet.of(Knowledge.read(KnowledgeFolder.read(folder)));
    }

    private static Analysis analysis(Path folder) {
        return Analysis.of(read(folder), TODAY);
    }

    /** The lines about what nobody accepted, with the positions that a fixture has. */
    private static List<String> found(RulesCopy rules) {
        return AnalysisReport.of(analysis(rules.folder()))
                .lines()
                .takeWhile(line -> !line.startsWith("Accepted"))
                .map(line -> printed(line, rules))
                .toList();
    }

    private static String printed(String line, RulesCopy rules) {
        Matcher parts = LINE.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        Position at = new Position(parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        return rules.print(Problem.of(at, parts.group(4)));
    }
}

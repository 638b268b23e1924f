package dorsal.assessment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.clinical.FindingDefinition;
import dorsal.clinical.LapsedAnswer;
import dorsal.clinical.Profile;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.knowledge.RulesCopy;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import dorsal.text.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to what is asked first last 14 days by the shipped rules; all others, and all in other rules, for ever. */
class LapsedAnswersTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final RuleSet WITHOUT_LIMIT =
            RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("src/test/resources/small-rules"))));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String EXAMPLE = example().replace("findings:\n", """
            findings:
              procedure-weeks: 100
              gestation-weeks: 20
              pregnancy-warning: no
              obstetric-contraindication: no
            """);

    @TempDir
    private Path folder;

    private static String example() {
        try {
            return Files.readString(Path.of("docs/examples/chronic-back-pain.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Profile read(String yaml, RuleSet rules) {
        return new ProfileReader(rules.vocabulary(), TODAY).read(SourceText.decode("-", yaml.getBytes(UTF_8)));
    }

    private static String assessed(String yaml) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new JsonReport().writeLine(Result.of(Assessor.assess(read(yaml, RULES), RULES)), json);
        return json.toString(UTF_8);
    }

    static Stream<String> askedFirst() {
        return RULES.vocabulary().findings().values().stream()
                .filter(FindingDefinition::askFirst)
                .map(FindingDefinition::code);
    }

    static Stream<String> notAskedFirst() {
        return read(EXAMPLE, RULES).answers().keySet().stream()
                .filter(code -> !RULES.vocabulary().finding(code).askFirst())
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("askedFirst")
    void anAnswerOfExactlyFourteenDaysCounts(String finding) {
        assertThat(assessed(EXAMPLE + "answered: {" + finding + ": 2026-11-08}\n"))
                .isEqualTo(assessed(EXAMPLE));
    }

    @ParameterizedTest
    @MethodSource("askedFirst")
    void anAnswerOfFifteenDaysIsAsIfItHadNotBeenGiven(String finding) {
        String without = EXAMPLE.replaceFirst("\n  " + finding + ": .*", "");

        assertThat(without).isNotEqualTo(EXAMPLE);
        assertThat(assessed(EXAMPLE + "answered: {" + finding + ": 2026-11-07}\n"))
                .isEqualTo(
                        assessed(without)
                                .replace(
                                        "\"lapsed\":[]",
                                        "\"lapsed\":[{\"finding\":\"" + finding + "\",\"answered\":\"2026-11-07\"}]")
                                .replace(
                                        "\"notes\":[]",
                                        "\"notes\":[\"The answer to " + finding
                                                + " of 2026-11-07 is older than 14 days and was not used; it is asked again.\"]"));
    }

    @ParameterizedTest
    @MethodSource("notAskedFirst")
    void whatIsNotAskedFirstLastsForEver(String finding) {
        assertThat(assessed(EXAMPLE + "answered: {" + finding + ": 2006-11-22}\n"))
                .isEqualTo(assessed(EXAMPLE));
    }

    @Test
    void theHoursOfTheDayDoNotCount() {
        String evening = EXAMPLE.replace("date: 2026-11-22", "date: 2026-11-22T23:59");

        assertThat(read(evening + "answered: {fever: 2026-11-08T00:01}", RULES).lapsed())
                .isEmpty();
        assertThat(read(evening.replace("T23:59", "T00:01") + "answered: {fever: 2026-11-07T23:59}", RULES)
                        .lapsed())
                .extracting(LapsedAnswer::finding)
                .containsExactly("fever");
    }

    @Test
    void answersLapseByTheDateOfTheProfileNotByToday() {
        String earlier = EXAMPLE.replace("date: 2026-11-22", "date: 2026-03-15");

        assertThat(read(earlier + "answered: {fever: 2026-03-01}", RULES).lapsed())
                .isEmpty();
    }

    @Test
    void lapsedAnswersStandInTheOrderInWhichTheyAreAsked() {
        assertThat(read(EXAMPLE + "answered: {cancer: 2026-11-01, fever: 2026-11-02, age: 2026-11-03}", RULES)
                        .lapsed())
                .extracting(LapsedAnswer::finding)
                .containsExactly("age", "cancer", "fever");
    }

    @Test
    void withoutALimitInTheFindingsNothingLapses() {
        Profile profile = read("findings: {fever: no}\nanswered: {fever: 1996-11-22}", WITHOUT_LIMIT);

        assertThat(profile.lapsed()).isEmpty();
        assertThat(profile.answers()).containsKey("fever");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "14.0", "two weeks", "[14]"})
    void aLimitIsAWholeNumberOfDays(String days) throws IOException {
        RulesCopy rules = RulesCopy.of(Path.of("src/test/resources/small-rules"), folder);
        Files.writeString(
                rules.folder().resolve("findings.yaml"),
                "ask-first-answers-last-days: " + days + "\n",
                StandardOpenOption.APPEND);

        assertThatThrownBy(() -> Knowledge.read(KnowledgeFolder.read(rules.folder())))
                .hasMessageContaining("'ask-first-answers-last-days' is")
                .hasMessageMatching("(?s).*Expected (1 or more days|a whole number)\\..*");
    }

    @Test
    void anyLimitMayBeSet() throws IOException {
        RulesCopy copy = RulesCopy.of(Path.of("src/test/resources/small-rules"), folder);
        Files.writeString(
                copy.folder().resolve("findings.yaml"), "ask-first-answers-last-days: 1\n", StandardOpenOption.APPEND);
        RuleSet rules = RuleSet.of(Knowledge.read(KnowledgeFolder.read(copy.folder())));
        Profile profile = read(
                "date: 2026-11-22\nfindings: {age: 50, fever: no, pain-weeks: 3}\n"
                        + "answered: {age: 2026-11-21, fever: 2026-11-20, pain-weeks: 2026-11-01}",
                rules);

        assertThat(profile.answers()).containsOnlyKeys("age", "pain-weeks");
        assertThat(profile.answeredOn("age")).isEqualTo("2026-11-21");
        assertThat(Assessor.assess(profile, rules).notes())
                .isEqualTo(List.of("The answer to fever of 2026-11-20 is older than 1 day and was not used;"
                        + " it is asked again."));
    }
}

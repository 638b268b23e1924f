package dorsal.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.clinical.Answer;
import dorsal.clinical.Urgency;
import dorsal.course.Course.Direction;
import dorsal.course.Course.Due;
import dorsal.course.Course.Visit;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.knowledge.RulesCopy;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import dorsal.text.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of several visits, on a small rules folder whose rules call two points of pain a change. */
class CourseTest {
    private static final Path FOLDER = Path.of("src/test/resources/course-rules");
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(FOLDER)));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String WELL = "age: 50, fever: no, ";

    @TempDir
    private Path folder;

    private static String visit(String date, String findings) {
        return "  - {date: " + date + ", findings: {" + findings + "}}\n";
    }

    private static Followed followed(RuleSet rules, String... visits) {
        String yaml = "visits:\n" + String.join("", visits);
        return FollowUp.assess(
                new VisitsReader(rules.vocabulary(), TODAY).read(SourceText.decode("-", yaml.getBytes(UTF_8))), rules);
    }

    private static Followed followed(String... visits) {
        return followed(RULES, visits);
    }

    private static Course course(String... visits) {
        return followed(visits).course().orElseThrow();
    }

    private static Assessment assessment(String... visits) {
        return followed(visits).assessment();
    }

    private static String json(Followed followed) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new JsonReport().writeLine(Result.of(followed), json);
        return json.toString(UTF_8);
    }

    // ---- where the patient is heading

    @ParameterizedTest
    @CsvSource(textBlock = """
                    2026-10-25, 'pain-now: 5', 'pain-now: 7', WORSE, worse
                    2026-10-25, 'pain-now: 5', 'pain-now: 6', UNCHANGED, 'better,worse'
                    2026-10-25, 'pain-now: 5', 'pain-now: 5', UNCHANGED, 'better,worse'
                    2026-10-25, 'pain-now: 5', 'pain-now: 4', UNCHANGED, 'better,worse'
                    2026-10-25, 'pain-now: 5', 'pain-now: 3', BETTER, better
                    2026-10-26, 'pain-now: 5', 'pain-now: 3', UNKNOWN,
                    2026-10-25, 'pain-now: 5', 'adherence: 90', UNKNOWN,
                    2026-10-25, 'adherence: 90', 'pain-now: 3', UNKNOWN,
                    2026-10-11, 'pain-now: 5', 'pain-now: 4, adherence: 70', UNCHANGED, no-change
                    2026-10-12, 'pain-now: 5', 'pain-now: 4, adherence: 70', UNCHANGED, 'better,worse'
                    2026-10-11, 'pain-now: 5', 'pain-now: 6, adherence: 70', UNCHANGED, no-change
                    2026-10-11, 'pain-now: 5', 'pain-now: 7, adherence: 70', WORSE, worse
                    2026-10-25, 'pain-now: 5', 'pain-now: 3, new-numbness: yes', WORSE, numb
                    2026-10-25, 'pain-now: 5', 'new-numbness: yes', WORSE, numb
                    2026-10-25, 'pain-now: 5', 'pain-now: 3, power: 3', BETTER, better
                    """)
    void theRulesSayHowThePatientIs(String date, String first, String now, Direction direction, String rules) {
        Course course = course(visit(date, WELL + first), visit("2026-11-22", WELL + now));

        assertThat(course.direction()).isEqualTo(direction);
        assertThat(course.rules()).isEqualTo(rules == null ? List.of() : List.of(rules.split(",")));
    }

    @Test
    void aNewUrgentEscalationIsWorseHoweverThePainWent() {
        Course course = course(
                visit("2026-09-01", WELL + "pain-now: 8"), visit("2026-11-22", "age: 50, fever: yes, pain-now: 0"));

        assertThat(course.direction()).isEqualTo(Direction.WORSE);
        assertThat(course.rules()).containsExactly("fever-first");
    }

    @Test
    void anUrgentEscalationThatWasThereBeforeIsNotWorse() {
        Course course = course(
                visit("2026-09-01", "age: 50, fever: yes, pain-now: 8"),
                visit("2026-11-22", "age: 50, fever: yes, pain-now: 0"));

        assertThat(course.direction()).isEqualTo(Direction.BETTER);
    }

    @Test
    void oneVisitHasNoCourse() {
        Followed followed = followed(visit("2026-11-22", "age: 50, fever: yes, pain-now: 5"));
        Course course = followed.course().orElseThrow();

        assertThat(course.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(course.newSigns()).isEmpty();
        assertThat(course.newEscalations()).isEmpty();
        assertThat(course.urgencyBefore()).isEmpty();
        assertThat(course.reviewOverdueDays()).isEmpty();
        assertThat(followed.assessment().profile().answers()).containsOnlyKeys("age", "fever", "pain-now");
    }

    @Test
    void rulesWithoutACourseFileSayOnlyWhatIsNew() throws IOException {
        RulesCopy copy = RulesCopy.of(FOLDER, folder);
        Files.delete(copy.folder().resolve("course.yaml"));
        RuleSet rules = RuleSet.of(Knowledge.read(KnowledgeFolder.read(copy.folder())));
        Followed followed = followed(
                rules,
                visit("2026-09-01", WELL + "pain-now: 5"),
                visit("2026-11-22", "age: 50, fever: yes, pain-now: 9"));
        Course course = followed.course().orElseThrow();

        assertThat(course.direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(course.visits()).extracting(Visit::pain).containsOnly(Optional.empty());
        assertThat(course.newSigns()).extracting(sign -> sign.finding().code()).containsExactly("fever");
        assertThat(followed.assessment().profile().answers()).containsOnlyKeys("age", "fever", "pain-now");
    }

    // ---- what the first visit says

    @Test
    void thePainAtTheStartAndTheWeeksAreTakenFromTheFirstVisit() {
        Assessment now = assessment(
                visit("2026-09-01", WELL + "pain-now: 6"),
                visit("2026-10-01", WELL + "pain-now: 9"),
                visit("2026-11-22", WELL + "pain-now: 7"));

        assertThat(now.profile().answers())
                .containsEntry("pain-at-start", new Answer.Quantity(6))
                .containsEntry("programme-weeks", new Answer.Quantity(11.7));
        assertThat(now.notes())
                .containsExactly(
                        "pain-at-start 6 is the pain-now of the first visit, 2026-09-01.",
                        "programme-weeks 11.7 is the time since the first visit, 2026-09-01.");
    }

    @Test
    void anAnswerIsNeverOverwrittenAndADifferenceIsNoted() {
        Assessment now = assessment(
                visit("2026-09-01", WELL + "pain-now: 6"),
                visit("2026-11-22", WELL + "pain-now: 7, pain-at-start: 4, programme-weeks: 10"));

        assertThat(now.profile().answers())
                .containsEntry("pain-at-start", new Answer.Quantity(4))
                .containsEntry("programme-weeks", new Answer.Quantity(10));
        assertThat(now.fired()).contains("worse");
        assertThat(now.notes())
                .containsExactly(
                        "pain-at-start is answered with 4, but the pain-now of the first visit, 2026-09-01, was 6.",
                        "programme-weeks is answered with 10, but the first visit, 2026-09-01, was 11.7 weeks before.");
    }

    @Test
    void anAnswerThatAgreesIsNotNoted() {
        Assessment now = assessment(
                visit("2026-09-01", WELL + "pain-now: 6"),
                visit("2026-11-22", WELL + "pain-now: 7, pain-at-start: 6, programme-weeks: 12"));

        assertThat(now.notes()).isEmpty();
    }

    @Test
    void whatTheFirstVisitDidNotAnswerStaysUnknown() {
        Assessment now = assessment(
                visit("2026-09-01", WELL + "adherence: 6"),
                visit("2026-10-01", WELL + "pain-now: 9"),
                visit("2026-11-22", WELL + "pain-now: 7"));

        assertThat(now.profile().answers()).doesNotContainKey("pain-at-start");
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25, 4", "2026-10-26, 3.9", "2026-11-21, 0.1", "2026-11-22T09:00, 0", "2016-11-22, "})
    void weeksNeverRoundUpToAWholeOneNorBeyondTheirRange(String first, Double weeks) {
        Assessment now = assessment(visit(first, WELL), visit("2026-11-22", WELL));

        assertThat(Optional.ofNullable(now.profile().answers().get("programme-weeks")))
                .isEqualTo(Optional.ofNullable(weeks).map(Answer.Quantity::new));
    }

    @Test
    void nothingElseIsCarriedOver() {
        Assessment now = assessment(
                visit("2026-09-01", WELL + "fragile: yes, power: 2, adherence: 10"), visit("2026-11-22", WELL));

        assertThat(now.profile().answers()).containsOnlyKeys("age", "fever", "programme-weeks");
        assertThat(now.urgency()).isEqualTo(Urgency.NONE);
    }

    // ---- what is new

    @Test
    void aRedFlagThatWasNotYesAtTheVisitBeforeIsNew() {
        Course course = course(
                visit("2026-09-01", "age: 50, fever: yes, new-numbness: yes"),
                visit("2026-10-01", "age: 50, fever: no, new-numbness: yes"),
                visit("2026-11-01", "age: 50, fever: yes, new-numbness: yes"));

        assertThat(course.newSigns()).singleElement().satisfies(sign -> {
            assertThat(sign.finding().code()).isEqualTo("fever");
            assertThat(sign.before()).contains(Answer.NO);
        });
        assertThat(course.newEscalations()).extracting(said -> said.rule().id()).containsExactly("fever-first");
        assertThat(course.urgencyBefore()).contains(Urgency.SOON);
    }

    @Test
    void aRedFlagThatWasNotAnsweredBeforeIsNew() {
        Course course = course(visit("2026-10-01", WELL), visit("2026-11-01", WELL + "new-numbness: yes"));

        assertThat(course.newSigns()).singleElement().satisfies(sign -> {
            assertThat(sign.finding().code()).isEqualTo("new-numbness");
            assertThat(sign.before()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"5, 3, true", "3, 2, true", "3, 3, false", "5, 4, false", "2, 5, false"})
    void aRedFlagThatIsANumberIsNewWhenItChangedAndAnEscalationRestsOnIt(int before, int now, boolean isNew) {
        Course course =
                course(visit("2026-10-01", WELL + "power: " + before), visit("2026-11-01", WELL + "power: " + now));

        assertThat(course.newSigns())
                .extracting(sign -> sign.finding().code())
                .isEqualTo(isNew ? List.of("power") : List.of());
    }

    @Test
    void verdictsThatDifferFromTheVisitBeforeAreNamed() {
        Course course = course(
                visit("2026-09-01", WELL + "fragile: no"),
                visit("2026-10-01", WELL + "fractures: 2"),
                visit("2026-11-01", WELL + "power: 3"));

        assertThat(course.verdictsChanged())
                .extracting(changed -> changed.exercise().id() + " " + changed.before() + " " + changed.now())
                .containsExactly("turn PERMITTED CAUTION");
    }

    // ---- what was answered once

    @Test
    void whatWasAnsweredBeforeAndNotNowIsListedWithItsLastValueAndDay() {
        Course course = course(
                visit("2026-09-01", WELL + "fragile: yes, power: 5, adherence: 50"),
                "  - {date: 2026-10-01, findings: {" + WELL + "power: 4, adherence: 60},"
                        + " answered: {power: 2026-09-20}}\n",
                visit("2026-11-01", WELL + "adherence: 70"));

        assertThat(course.notRepeated())
                .extracting(forgotten -> forgotten.finding() + " " + forgotten.value() + " " + forgotten.date())
                .containsExactly("power 4 2026-09-20", "fragile yes 2026-09-01");
    }

    @Test
    void whatIsConcludedAgainIsNotForgotten() {
        Course course = course(
                visit("2026-10-01", WELL + "fragile: yes, fractures: 3"), visit("2026-11-01", WELL + "fractures: 3"));

        assertThat(course.notRepeated()).isEmpty();
    }

    @Test
    void whatHasLapsedIsListedAsThatOnly() {
        Followed followed = followed(
                visit("2026-10-01", WELL),
                "  - {date: 2026-11-01, findings: {" + WELL + "}, answered: {fever: 2026-10-10}}\n");

        assertThat(followed.assessment().profile().lapsed())
                .extracting(lapsed -> lapsed.finding())
                .containsExactly("fever");
        assertThat(followed.course().orElseThrow().notRepeated()).isEmpty();
        assertThat(followed.assessment().hold()).isTrue();
    }

    // ---- the next visit

    @ParameterizedTest
    @CsvSource({"2026-10-27, 0", "2026-10-29, 0", "2026-10-30, 1", "2026-11-22, 24"})
    void aVisitLaterThanTheReviewIsOverdue(String date, long days) {
        Course course = course(visit("2026-10-01", WELL), visit(date, WELL));

        assertThat(course.reviewWasDue()).contains(new Due(LocalDate.of(2026, 10, 29), List.of("follow")));
        assertThat(course.reviewOverdueDays()).isEqualTo(OptionalLong.of(days));
        assertThat(course.reviewDue()).contains(new Due(LocalDate.parse(date).plusWeeks(4), List.of("follow")));
    }

    @Test
    void theVisitBeforeIsAssessedWithWhatWasKnownThen() {
        Course course = course(
                visit("2026-10-01", WELL + "pain-now: 4"),
                visit("2026-10-08", WELL + "pain-now: 6"),
                visit("2026-11-01", WELL + "pain-now: 7"));

        assertThat(course.visits())
                .extracting(Visit::urgency)
                .containsExactly(Urgency.NONE, Urgency.SOON, Urgency.SOON);
        assertThat(course.newEscalations()).isEmpty();
        assertThat(course.reviewWasDue()).contains(new Due(LocalDate.of(2026, 10, 22), List.of("worse")));
        assertThat(course.reviewOverdueDays()).isEqualTo(OptionalLong.of(10));
    }

    // ---- reading

    @Test
    void theOrderOfVisitsInTheFileDoesNotMatter() {
        String first = visit("2026-09-01", WELL + "pain-now: 6, fragile: yes");
        String second = visit("2026-10-01T08:00", WELL + "power: 3");
        String third = visit("2026-10-01T15:30", "fever: yes");
        String expected = json(followed(first, second, third));

        assertThat(json(followed(third, second, first))).isEqualTo(expected);
        assertThat(json(followed(second, third, first))).isEqualTo(expected);
        assertThat(json(followed(third, first, second))).isEqualTo(expected);
    }

    @Test
    void thePatientIsTheOneThatTheSeriesOrAnyVisitNames() {
        Visits named = new VisitsReader(RULES.vocabulary(), TODAY)
                .read(SourceText.decode(
                        "-",
                        "visits: [{date: 2026-09-01, findings: {}}, {patient: P-1, date: 2026-08-01, findings: {}}]"
                                .getBytes(UTF_8)));

        assertThat(named.profiles())
                .extracting(profile -> profile.patient().orElse("nobody"))
                .containsExactly("P-1", "P-1");
    }
}

package dorsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.ProfileReader;
import dorsal.clinical.Answer;
import dorsal.clinical.Profile;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.text.SourceText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** What a patient takes home, and what goes into the record. */
class HandoutTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Pattern VOID = Pattern.compile("<(meta|br|hr)([^>]*)>");

    private static Profile example(String name) throws IOException {
        Path file = Path.of("docs/examples", name + ".yaml");
        return new ProfileReader(RULES.vocabulary(), TODAY)
                .read(SourceText.decode(file.toString(), Files.readAllBytes(file)));
    }

    private static Result result(Profile profile) {
        return Result.of(Assessor.assess(profile, RULES));
    }

    private static Profile with(Profile profile, String finding, Answer answer) {
        Map<String, Answer> answers = new HashMap<>(profile.answers());
        answers.put(finding, answer);
        return profile.answering(answers);
    }

    @Test
    void everyDayAndEveryExerciseOfTheWeekStandsOnIt() throws IOException {
        Result result = result(example("chronic-back-pain"));

        String handout = Handout.of(result);

        result.week().days().forEach(day -> {
            assertThat(handout).contains(day.date().getDayOfMonth() + " Nov");
            day.items().forEach(item -> {
                assertThat(handout).contains("<h3>" + item.verdict().exercise().name() + "</h3>");
                assertThat(handout).contains(item.verdict().exercise().steps().get(0));
            });
        });
        assertThat(handout).contains("<svg").contains("Next check: by 3 January 2027");
    }

    @Test
    void whatIsAvoidedIsNamedWithItsReason() throws IOException {
        assertThat(Handout.of(result(example("chronic-back-pain"))))
                .contains("Leave these for now")
                .contains("Romanian Deadlift");
    }

    @Test
    void anEmergencyComesFirstAndHoldsNoPlan() throws IOException {
        String handout = Handout.of(result(example("possible-cauda-equina")));

        assertThat(handout).contains("Get emergency help now").doesNotContain("Your week");
        assertThat(handout.indexOf("Get emergency help now")).isLessThan(handout.indexOf("Stop at once"));
    }

    @Test
    void onHoldTheQuestionsAreAskedAndNothingIsPlanned() throws IOException {
        assertThat(Handout.of(result(example("first-contact"))))
                .contains("What we still need to ask you")
                .doesNotContain("Your week");
    }

    /** Others at home may read the paper. */
    @ParameterizedTest
    @ValueSource(strings = {"safeguarding-danger", "suicide-emergency"})
    void whatOthersMustNotReadIsNotPrinted(String rule) {
        Profile profile = CasePatients.of(RULES, TODAY).all().stream()
                .filter(candidate -> Assessor.fired(candidate, RULES).contains(rule))
                .filter(candidate -> Assessor.assess(candidate, RULES).escalations().stream()
                        .filter(said -> said.conclusion().urgency() == Urgency.EMERGENCY)
                        .allMatch(said -> said.rule().id().equals(rule)))
                .findFirst()
                .orElseThrow();

        String printed = Handout.of(result(profile));

        assertThat(printed)
                .contains("Please speak with your clinician")
                .doesNotContainIgnoringCase("safeguarding")
                .doesNotContainIgnoringCase("suicid")
                .doesNotContainIgnoringCase("abuse")
                .doesNotContainIgnoringCase("mental");
    }

    @Test
    void whatAPatientIsCalledIsWrittenOutAndNotRun() throws IOException {
        Profile named = example("chronic-back-pain").named(Optional.of("<script>alert(1)</script>{{basis}}"));

        assertThat(Handout.of(result(named)))
                .contains("&lt;script&gt;")
                .contains("{{basis}}")
                .doesNotContain("<script>");
    }

    @Test
    void documentsAreWellFormedAndNeedNothingFromElsewhere() throws Exception {
        for (Profile profile : CasePatients.of(RULES, TODAY).all().subList(0, 120)) {
            String document = Handout.document(List.of(result(profile)), false);
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(VOID.matcher(document.replace("<!DOCTYPE html>", ""))
                            .replaceAll("<$1$2/>"))));
            assertThat(document).doesNotContainPattern("(href|src)=|url\\(|@import");
        }
    }

    @Test
    void aCautionedExerciseSaysWhatToTakeCareOf() {
        Stream<Result> results = CasePatients.of(RULES, TODAY).all().stream().map(HandoutTest::result);

        Result cautioned = results.filter(result -> result.week().days().stream()
                        .flatMap(day -> day.items().stream())
                        .anyMatch(item -> item.verdict().verdict() == Verdict.CAUTION))
                .findFirst()
                .orElseThrow();

        assertThat(Handout.of(cautioned)).contains("Take care:");
    }

    @Test
    void whyIsAPageToo() throws IOException {
        assertThat(Handout.why(List.of(result(example("chronic-back-pain"))), List.of("deadlift")))
                .contains("seed-deadlift-chronic-pain")
                .contains("pain-weeks was answered 20 weeks")
                .contains("berglund-2015")
                .doesNotContain("Your week");
    }

    @Test
    void largePrintIsSaidInTheDocument() throws IOException {
        Result result = result(example("chronic-back-pain"));

        assertThat(Handout.document(List.of(result), true)).contains("<body class=\"handout large\">");
        assertThat(Handout.document(List.of(result), false)).contains("<body class=\"handout\">");
    }

    @Test
    void theNoteSaysWhatWasKnownFoundAndPlanned() throws IOException {
        Profile profile = example("chronic-back-pain");
        Result result = result(profile);

        String note = ClinicianNote.of(result);

        Assessment assessment = result.assessment();
        assertThat(note)
                .contains("pain-weeks 20")
                .contains("seed-deadlift-chronic-pain")
                .contains("Plan for 7 days")
                .contains(assessment.rules().fingerprint());
        assertThat(ClinicianNote.of(result(with(profile, "saddle-numbness", Answer.YES))))
                .contains("EMERGENCY")
                .contains("Plan: none");
    }
}

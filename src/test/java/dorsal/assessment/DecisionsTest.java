package dorsal.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Decisions.OfEscalation;
import dorsal.assessment.Decisions.OfVerdict;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.programme.WeekPlanner;
import dorsal.report.Handout;
import dorsal.report.Result;
import dorsal.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a clinician decided otherwise replaces the verdict, never what the rules said. */
class DecisionsTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Assessment example(String name) throws IOException {
        Path file = Path.of("docs/examples", name);
        return Assessor.assess(
                new ProfileReader(RULES.vocabulary(), TODAY)
                        .read(SourceText.decode(file.toString(), Files.readAllBytes(file))),
                RULES);
    }

    private static Decisions decided(String exercise, Verdict becomes) {
        return new Decisions(List.of(new OfVerdict(exercise, becomes, "ada", "Seen today")), List.of());
    }

    private static ExerciseVerdict of(Assessment assessment, String exercise) {
        return assessment.exercises().get(RULES.place(exercise));
    }

    private static Stream<String> planned(Assessment assessment) {
        return WeekPlanner.plan(assessment).days().stream()
                .flatMap(day -> day.items().stream())
                .map(item -> item.exercise());
    }

    @Test
    void whatIsAvoidedByDecisionIsNowhereToBeDone() throws IOException {
        Assessment ruled = example("chronic-back-pain.yaml");
        String exercise = planned(ruled)
                .filter(id -> of(ruled, id).verdict() == Verdict.PERMITTED)
                .findFirst()
                .orElseThrow();
        Decisions decisions = decided(exercise, Verdict.AVOID);
        Assessment shown = decisions.shownOn(ruled);

        assertThat(planned(decisions.plannedOn(ruled))).isNotEmpty().doesNotContain(exercise);
        assertThat(of(shown, exercise).verdict()).isEqualTo(Verdict.AVOID);
        assertThat(of(shown, exercise).decided().orElseThrow().sentence())
                .isEqualTo("The rules say permitted; ada decided avoid: Seen today.");
        assertThat(of(shown, exercise).offers())
                .allMatch(offer -> of(shown, offer).verdict().compareTo(Verdict.HELD) < 0);
        assertThat(shown.preferred()).doesNotContain(exercise);
        assertThat(shown.exercises())
                .allSatisfy(verdict -> assertThat(verdict.offers()).doesNotContain(exercise));
        assertThat(of(ruled, exercise).verdict()).isEqualTo(Verdict.PERMITTED);
        assertThat(of(ruled, exercise).decided()).isEmpty();
    }

    @Test
    void cautionByDecisionSaysWhoDecidedAndWhyAmongItsConditions() throws IOException {
        Assessment ruled = example("chronic-back-pain.yaml");
        String exercise = planned(ruled)
                .filter(id -> of(ruled, id).verdict() == Verdict.PERMITTED)
                .findFirst()
                .orElseThrow();

        assertThat(of(decided(exercise, Verdict.CAUTION).plannedOn(ruled), exercise)
                        .conditions())
                .startsWith("Decided by ada: Seen today");
    }

    @Test
    void whatIsEasedIsShownAndNotPlanned() throws IOException {
        Assessment ruled = example("chronic-back-pain.yaml");
        Decisions decisions = decided("deadlift", Verdict.PERMITTED);

        assertThat(of(ruled, "deadlift").verdict()).isEqualTo(Verdict.AVOID);
        assertThat(of(decisions.shownOn(ruled), "deadlift").verdict()).isEqualTo(Verdict.PERMITTED);
        assertThat(WeekPlanner.plan(decisions.plannedOn(ruled))).isEqualTo(WeekPlanner.plan(ruled));
        assertThat(planned(decisions.plannedOn(ruled))).doesNotContain("deadlift");
    }

    @Test
    void anEmergencyByDecisionLeavesNoWeek() throws IOException {
        Result ruled = Result.of(example("chronic-back-pain.yaml"));
        var raised = new OfEscalation("some-rule", Urgency.SOON, Urgency.EMERGENCY, "ada", "Seen today");
        var eased = new OfVerdict("deadlift", Verdict.PERMITTED, "ada", "Seen today");
        Result shown = ruled.deciding(new Decisions(List.of(eased), List.of(raised)));

        assertThat(ruled.week().days()).isNotEmpty();
        assertThat(shown.week().days()).isEmpty();
        assertThat(shown.week().withheld().orElseThrow()).startsWith("ada decided that this is an emergency");
        assertThat(of(shown.assessment(), "deadlift").verdict()).isEqualTo(Verdict.AVOID);
        assertThat(Handout.of(shown)).doesNotContain("Your week", "How to do each one");
    }

    @Test
    void underAnEmergencyNothingIsEased() throws IOException {
        Assessment ruled = example("possible-cauda-equina.yaml");
        ExerciseVerdict eased = of(decided("bird-dog", Verdict.PERMITTED).shownOn(ruled), "bird-dog");

        assertThat(eased.verdict()).isEqualTo(of(ruled, "bird-dog").verdict()).isNotEqualTo(Verdict.PERMITTED);
        assertThat(eased.decided().orElseThrow().sentence()).contains("no effect while there is a hold");
    }
}

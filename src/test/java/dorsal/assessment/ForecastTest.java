package dorsal.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Profile;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.Chance;
import dorsal.rehearsal.GeneratedPatients;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A forecast comes to what an assessment of the changed profile comes to. */
class ForecastTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final CasePatients KNOWN = CasePatients.of(RULES, LocalDate.of(2026, 11, 22));

    /** Where the answers and attestations of changes come from. */
    private static final List<Profile> DONORS = new GeneratedPatients(RULES, KNOWN, 77).take(2000);

    @Test
    void comesToWhatDroolsComesToForTheCasesAndForGeneratedPatients() {
        Chance chance = new Chance(78);
        List<Profile> profiles = new ArrayList<>(KNOWN.all());
        profiles.addAll(new GeneratedPatients(RULES, KNOWN, 79).take(400));
        for (Profile profile : profiles) {
            Forecast forecast = Forecast.of(profile, RULES);
            assertSame(forecast.present(), Assessor.assess(profile, RULES));
            for (int i = 0; i < 3; i++) {
                Change change = change(chance);
                assertSame(forecast.after(change), Assessor.assess(change.on(profile), RULES));
            }
        }
    }

    @Test
    void manyChangesOneAfterTheOtherLeaveNothingBehind() {
        Chance chance = new Chance(80);
        for (Profile profile : new GeneratedPatients(RULES, KNOWN, 81).take(40)) {
            Forecast forecast = Forecast.of(profile, RULES);
            for (int i = 0; i < 100; i++) {
                Change change = change(chance);
                assertSame(forecast.after(change), Assessor.reckon(change.on(profile), RULES));
            }
            assertSame(forecast.after(Change.NONE), Assessor.reckon(profile, RULES));
        }
    }

    /** Every finding alone, in each of its extreme answers, so that no dependence is missed by chance. */
    @Test
    void everySingleAnswerIsFollowedToItsEnd() {
        for (Profile profile : new GeneratedPatients(RULES, KNOWN, 82).take(6)) {
            Forecast forecast = Forecast.of(profile, RULES);
            for (FindingDefinition finding : RULES.vocabulary().findings().values()) {
                for (Answer answer : extremes(finding)) {
                    Change change = Change.of(finding.code(), answer);
                    assertSame(forecast.after(change), Assessor.reckon(change.on(profile), RULES));
                }
            }
        }
    }

    private static List<Answer> extremes(FindingDefinition finding) {
        if (finding.cluster()) {
            return List.of();
        }
        return switch (finding.type()) {
            case BOOLEAN -> List.of(Answer.YES, Answer.NO);
            case INTEGER, DECIMAL ->
                List.of(
                        new Answer.Quantity(finding.range().orElseThrow().least()),
                        new Answer.Quantity(finding.range().orElseThrow().most()));
            case CHOICE ->
                finding.choices().stream().<Answer>map(Answer.Choice::new).toList();
            case CHOICES -> List.of(new Answer.Choices(Set.of()), new Answer.Choices(new HashSet<>(finding.choices())));
        };
    }

    /** Up to four answers of another patient, and now and then what is attested for that one. */
    private static Change change(Chance chance) {
        Profile donor = chance.one(DONORS);
        Map<String, Answer> answers = new HashMap<>();
        for (String code : chance.some(
                donor.answers().keySet(), Math.min(4, donor.answers().size()))) {
            answers.put(code, Objects.requireNonNull(donor.answers().get(code)));
        }
        Set<Attestation> attestations = new HashSet<>(donor.attestations());
        return new Change(answers, attestations);
    }

    private static void assertSame(Outcome forecast, Assessment assessed) {
        String patient = assessed.profile().toString();
        assertThat(forecast.fired()).as(patient).isEqualTo(assessed.fired());
        assertThat(forecast.urgency()).as(patient).isEqualTo(assessed.urgency());
        assertThat(forecast.ceiling()).as(patient).isEqualTo(assessed.ceiling());
        assertThat(forecast.hold()).as(patient).isEqualTo(assessed.hold());
        for (int place = 0; place < assessed.exercises().size(); place++) {
            ExerciseVerdict exercise = assessed.exercises().get(place);
            assertThat(forecast.verdict(place))
                    .as(() -> exercise.exercise().id() + " of " + patient)
                    .isEqualTo(exercise.verdict());
            assertThat(forecast.contributions(place))
                    .as(patient)
                    .extracting(one -> one.rule().id() + one.verdict())
                    .containsExactlyInAnyOrderElementsOf(exercise.reasons().stream()
                            .map(reason -> reason.rule().id() + reason.verdict())
                            .toList());
        }
    }
}

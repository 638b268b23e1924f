package dorsal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.Because;
import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Exercise;
import dorsal.clinical.Profile;
import dorsal.clinical.Verdict;
import dorsal.explanation.Chain.Step;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.GeneratedPatients;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every statement leads back to what the patient answered, along the same way that the rules went. */
class WhyTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final CasePatients KNOWN = CasePatients.of(RULES, LocalDate.of(2026, 11, 22));

    private static List<Profile> profiles() {
        List<Profile> profiles = new ArrayList<>(KNOWN.all());
        profiles.addAll(new GeneratedPatients(RULES, KNOWN, 98).take(200));
        return profiles;
    }

    private static <W extends Why> W why(String id, Class<W> kind, Assessment assessment) {
        return Why.of(id, assessment).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyRuleThatFiredRestsOnWhatDroolsMatched() {
        for (Profile profile : profiles()) {
            Assessment assessment = Assessor.assess(profile, RULES);
            Map<String, List<Because>> because = new HashMap<>();
            assessment.escalations().forEach(said -> because.put(said.rule().id(), said.because()));
            assessment.advice().forEach(said -> because.put(said.rule().id(), said.because()));
            assessment.exercises().stream()
                    .flatMap(exercise -> exercise.reasons().stream())
                    .forEach(reason -> because.put(reason.rule().id(), reason.because()));
            because.forEach((rule, grounds) -> assertRestsOn(rule, grounds, assessment));
        }
    }

    /** Drools does not show what stands under 'none of these', so a chain may say more. */
    private static void assertRestsOn(String rule, List<Because> because, Assessment assessment) {
        Set<String> matched = new TreeSet<>();
        because.stream()
                .filter(Because.OfFinding.class::isInstance)
                .forEach(one -> matched.add(((Because.OfFinding) one).finding()));
        Chain chain = why(rule, Why.OfRule.class, assessment).chains().get(0);
        Set<String> steps = new TreeSet<>();
        chain.steps().stream()
                .filter(Step.OfFinding.class::isInstance)
                .forEach(one -> steps.add(((Step.OfFinding) one).finding().code()));
        assertThat(steps).as(() -> rule + " of " + assessment.profile()).containsAll(matched);
    }

    @Test
    void everyChainEndsInAnswersQuestionsTheLogOrTheRecord() {
        for (Profile profile : profiles()) {
            Assessment assessment = Assessor.reckon(profile, RULES);
            for (String rule : assessment.fired()) {
                why(rule, Why.OfRule.class, assessment).chains().forEach(chain -> assertEnds(chain, profile));
            }
        }
    }

    private static void assertEnds(Chain chain, Profile profile) {
        for (Step step : chain.steps()) {
            if (step instanceof Step.OfFinding finding) {
                boolean answered =
                        profile.answers().containsKey(finding.finding().code());
                assertThat(answered
                                || finding.value().isEmpty()
                                || !finding.by().isEmpty())
                        .as(() -> step + " of " + profile)
                        .isTrue();
                finding.by().forEach(by -> assertEnds(by, profile));
            }
        }
    }

    @Test
    void aPermittedExerciseNamesTheRulesThatCouldHaveRestrictedIt() {
        for (Profile profile : profiles().subList(0, 100)) {
            Assessment assessment = Assessor.reckon(profile, RULES);
            for (ExerciseVerdict exercise : assessment.exercises()) {
                Why.OfExercise why = why(exercise.exercise().id(), Why.OfExercise.class, assessment);
                assertThat(why.chains()).hasSameSizeAs(exercise.reasons());
                assertThat(why.checked()).doesNotContainAnyElementsOf(assessment.fired());
                if (exercise.verdict() == Verdict.PERMITTED) {
                    assertThat(why.checked()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void everyRuleThatRestrictsSomebodyIsAmongThoseThatCan() {
        Assessment plain = Assessor.reckon(KNOWN.plain(), RULES);
        Map<String, Set<String>> restricting = new HashMap<>();
        for (Exercise exercise : RULES.catalogue()) {
            Set<String> can = new TreeSet<>(plain.fired());
            can.addAll(why(exercise.id(), Why.OfExercise.class, plain).checked());
            restricting.put(exercise.id(), can);
        }
        for (Profile profile : profiles()) {
            for (ExerciseVerdict exercise : Assessor.reckon(profile, RULES).exercises()) {
                assertThat(restricting.get(exercise.exercise().id()))
                        .containsAll(exercise.reasons().stream()
                                .map(reason -> reason.rule().id())
                                .toList());
            }
        }
    }

    @Test
    void whatNobodyKnowsHasNoWhy() {
        assertThat(Why.of("no-such-thing", Assessor.reckon(KNOWN.plain(), RULES)))
                .isEmpty();
    }
}

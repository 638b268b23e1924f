package dorsal.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessor;
import dorsal.clinical.Answer;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Profile;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Patients made from the conditions of the shipped rules. */
class WitnessesTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final CasePatients KNOWN = CasePatients.of(RULES, LocalDate.of(2026, 11, 22));
    private static final List<Witnesses.Found> FOUND = Cohort.witnesses(RULES, KNOWN);

    @Test
    void everyShippedRuleHasAWitness() {
        assertThat(FOUND)
                .hasSameSizeAs(RULES.knowledge().rules())
                .filteredOn(found -> found.firing().isEmpty())
                .extracting(found -> found.rule().id())
                .isEmpty();
    }

    @Test
    void everyRuleThatDoesNotAlwaysFireHasANearMiss() {
        assertThat(FOUND)
                .filteredOn(found -> found.nearMisses().isEmpty())
                .allMatch(
                        found -> found.rule().condition().tests().allMatch(test -> test.kind() == Kind.PATIENT),
                        "always fires");
    }

    @Test
    void aWitnessMakesItsRuleFireAndANearMissDoesNot() {
        for (Witnesses.Found found : FOUND) {
            String id = found.rule().id();

            assertThat(found.firing())
                    .as(id)
                    .allMatch(patient -> Assessor.assess(patient, RULES).fired().contains(id));
            assertThat(found.nearMisses())
                    .as(id)
                    .noneMatch(
                            patient -> Assessor.assess(patient, RULES).fired().contains(id));
        }
    }

    @Test
    void numbersLieAtTheThresholdAStepInsideAndAStepOutside() {
        Witnesses.Found chronic = of("conclude-chronic-pain");

        assertThat(chronic.firing())
                .extracting(patient -> patient.answers().get("pain-weeks"))
                .contains(new Answer.Quantity(12), new Answer.Quantity(12.1));
        assertThat(chronic.nearMisses())
                .extracting(patient -> patient.answers().get("pain-weeks"))
                .containsExactly(new Answer.Quantity(11.9));
    }

    @Test
    void everyNamedChoiceHasItsWitness() {
        assertThat(of("conclude-aneurysm").firing())
                .extracting(patient -> patient.answers().get("aneurysm-size"))
                .containsExactlyInAnyOrder(
                        new Answer.Choice("under-5.5-cm"),
                        new Answer.Choice("5.5-cm-or-more"),
                        new Answer.Choice("size-unknown"));
    }

    @Test
    void aClusterFollowsFromAnswersAndIsNeverStated() {
        assertThat(FOUND)
                .flatExtracting(found -> found.firing())
                .flatExtracting(patient -> patient.answers().keySet())
                .noneMatch(code -> RULES.vocabulary().finding(code).cluster());
    }

    private static Witnesses.Found of(String id) {
        Optional<Witnesses.Found> found =
                FOUND.stream().filter(one -> one.rule().id().equals(id)).findFirst();
        return found.orElseThrow();
    }

    // ---- cohorts

    @Test
    void aCohortHoldsEveryWitnessAndNearMissAndAsManyMoreAsAreWanted() {
        List<Profile> cohort = cohort(List.of(RULES));

        assertThat(cohort).hasSizeGreaterThanOrEqualTo(2000).doesNotHaveDuplicates();
        for (Witnesses.Found found : FOUND) {
            assertThat(cohort).containsAll(found.firing()).containsAll(found.nearMisses());
        }
    }

    @Test
    void theSameSeedAndRulesGiveTheSameCohort() {
        assertThat(cohort(List.of(RULES))).isEqualTo(cohort(List.of(RULES)));
    }

    @Test
    void aCohortForTwoRuleSetsHoldsWitnessesOfARuleThatOnlyOneOfThemHas() {
        Witnesses.Found removed = of("contradictory-answers");
        Knowledge knowledge = RULES.knowledge();
        RuleSet fewer = RuleSet.of(new Knowledge(
                knowledge.folder(),
                knowledge.vocabulary(),
                knowledge.rules().stream()
                        .filter(rule -> !rule.equals(removed.rule()))
                        .toList()));

        assertThat(cohort(List.of(RULES, fewer))).containsAll(removed.firing());
        assertThat(cohort(List.of(fewer, RULES))).containsAll(removed.firing());
        assertThat(cohort(List.of(fewer))).doesNotContainAnyElementsOf(removed.firing());
    }

    @Test
    void aPatientIsPutInTheWordsOfAnotherRuleSet() {
        Profile patient = of("seed-deadlift-chronic-pain").firing().get(0);
        RuleSet small = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("src/test/resources/small-rules"))));

        Profile translated = Cohort.inWordsOf(small.vocabulary(), patient);

        assertThat(translated.answers())
                .isNotEmpty()
                .hasSizeLessThan(patient.answers().size())
                .allSatisfy((code, answer) -> {
                    assertThat(small.vocabulary().findings()).containsKey(code);
                    assertThat(answer).isEqualTo(patient.answers().get(code));
                });
    }

    private static List<Profile> cohort(List<RuleSet> ruleSets) {
        return Cohort.of(ruleSets, Collections.nCopies(ruleSets.size(), KNOWN), 2000, 1);
    }
}

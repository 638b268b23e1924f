package dorsal.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.Mutant;
import dorsal.knowledge.Mutator;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Mutants.Judged;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The mutants, and whether they are truly tried. */
class MutantsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Candidate SHIPPED = Candidate.read(KnowledgeFolder.read(Path.of("rules")), TODAY);
    private static final RuleSet RULES = SHIPPED.rules();
    private static final RuleSet SMALL =
            RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("src/test/resources/small-rules"))));

    private static List<String> changes(RuleSet rules, String rule) {
        return new Mutator(rules.vocabulary())
                .mutants(rules.rule(rule)).stream().map(Mutant::change).toList();
    }

    @Test
    void everyLineOfARuleIsChangedInEverySmallWay() {
        assertThat(changes(SMALL, "fever-first"))
                .containsExactly(
                        "'there is fever' becomes 'none of these is true: there is fever'",
                        "'escalate as urgent, \"same day\", to same-day-medical' is deleted",
                        "'escalate as urgent, \"same day\", to same-day-medical' becomes"
                                + " 'escalate as emergency, \"same day\", to same-day-medical'",
                        "'escalate as urgent, \"same day\", to same-day-medical' becomes"
                                + " 'escalate as soon, \"same day\", to same-day-medical'",
                        "'escalate as urgent, \"same day\", to same-day-medical' becomes"
                                + " 'escalate as urgent, \"same day\", to gp'",
                        "'exercise at most none' is deleted",
                        "'exercise at most none' becomes 'exercise at most gentle'",
                        "the whole rule is deleted");
    }

    @Test
    void thresholdsMoveByOneAndGroupsAreReadOtherwise() {
        assertThat(changes(SMALL, "conclude-chronic"))
                .contains(
                        "'pain-weeks is at least 12' becomes 'pain-weeks is at least 13'",
                        "'pain-weeks is at least 12' becomes 'pain-weeks is at least 11'",
                        "'pain-weeks is at least 12' becomes 'pain-weeks is over 12'");
        assertThat(changes(SMALL, "screen"))
                .contains(
                        "'at least one of these is true:' becomes 'all of these are true:'",
                        "'age is not answered' is deleted");
    }

    @Test
    void aMutantThatWouldBeRefusedIsNone() {
        assertThat(changes(RULES, "ces-new-symptom")).noneMatch(change -> change.contains("'exercise at most none'"));
    }

    /** Reckoning only the cases that a mutant can touch must say what building it and running every case says. */
    @Test
    void whatIsReckonedIsWhatDroolsSays() {
        Mutator mutator = new Mutator(RULES.vocabulary());
        List<Mutant> mutants = new ArrayList<>();
        RULES.knowledge().rules().forEach(rule -> mutants.addAll(mutator.mutants(rule)));
        Collections.shuffle(mutants, new Random(7));
        Mutants tried = new Mutants(RULES, SHIPPED.cases());

        for (Mutant mutant : mutants.subList(0, 40)) {
            RuleSet built = RULES.with(mutant);
            boolean noticed =
                    new CaseRunner(built).run(SHIPPED.cases()).stream().anyMatch(outcome -> !outcome.passed());

            assertThat(tried.isNoticed(mutant))
                    .as("%s: %s", mutant.at(), mutant.change())
                    .isEqualTo(noticed);
        }
    }

    @Test
    void whatIsReckonedIsTheAnswer() {
        for (Case tried : SHIPPED.cases().subList(0, 200)) {
            Assessment answer = Assessor.assess(tried.profile(), RULES);
            Assessment reckoned = Assessor.reckon(tried.profile(), RULES);

            assertThat(reckoned.fired()).isEqualTo(answer.fired());
            assertThat(reckoned.urgency()).isEqualTo(answer.urgency());
            assertThat(reckoned.exercises())
                    .extracting(verdict -> verdict.exercise().id() + verdict.verdict() + verdict.offers())
                    .isEqualTo(answer.exercises().stream()
                            .map(verdict -> verdict.exercise().id() + verdict.verdict() + verdict.offers())
                            .toList());
        }
    }

    /** At least 95 % of the changes of the shipped rules are noticed, and every other one is accepted with a reason. */
    @Test
    void theShippedCasesNoticeNearlyEveryChange() {
        Judged judged = new Mutants(RULES, SHIPPED.cases())
                .survey(rule -> true)
                .judgedBy(AcceptedMutant.read(RULES.knowledge()));

        assertThat(judged.unnoticed()).extracting(Mutant::change).isEmpty();
        assertThat(judged.stale()).isEmpty();
        assertThat(100.0 * judged.noticed() / judged.all()).isGreaterThanOrEqualTo(95);
    }
}

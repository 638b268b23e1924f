package dorsal.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CaseRunner.Outcome;
import dorsal.text.SourceText;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shipped rules do what their cases say. */
class ShippedCasesTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final CaseRunner RUNNER = new CaseRunner(RULES);
    private static final List<Case> CASES = CaseReader.read(RULES.knowledge(), LocalDate.of(2026, 11, 22));

    @TestFactory
    Stream<DynamicTest> everyCaseComesOutAsExpected() {
        return CASES.stream()
                .map(tried -> dynamicTest(
                        tried.id() + ": " + tried.title(),
                        () -> assertThat(RUNNER.run(tried).failures())
                                .as("%s (%s)", tried.id(), tried.at())
                                .isEmpty()));
    }

    @Test
    void everyRuleIsFiredBySomeCase() {
        List<Outcome> outcomes = RUNNER.run(CASES);

        assertThat(RUNNER.neverFired(outcomes)).isEmpty();
    }

    @Test
    void everyRuleFileHasACaseFileOfTheSameStem() {
        KnowledgeFolder folder = RULES.knowledge().folder();

        assertThat(stems(folder.caseFiles(), ".cases.yaml")).containsAll(stems(folder.ruleFiles(), ".dslr"));
    }

    private static List<String> stems(List<SourceText> files, String suffix) {
        return files.stream()
                .map(SourceText::name)
                .map(name -> name.substring(0, name.length() - suffix.length()))
                .toList();
    }
}

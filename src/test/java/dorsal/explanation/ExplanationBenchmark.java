package dorsal.explanation;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.Change;
import dorsal.assessment.Forecast;
import dorsal.clinical.Answer;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Profile;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.GeneratedPatients;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Milliseconds for one patient on the shipped rules, one thread: what to ask next by forecast, beside assessing anew for
 * every answer it tries, without Drools; and the whole explanation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class ExplanationBenchmark {
    private static final int PATIENTS = 20;

    private final RuleSet rules = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private final List<Assessment> assessments = new GeneratedPatients(
                    rules, CasePatients.of(rules, LocalDate.of(2026, 11, 22)), 41)
            .take(PATIENTS).stream()
                    .map(profile -> Assessor.assess(profile, rules))
                    .toList();

    @Benchmark
    @OperationsPerInvocation(PATIENTS)
    public void askNextByForecast(Blackhole results) {
        for (Assessment assessment : assessments) {
            Forecast forecast = Forecast.of(assessment.profile(), rules);
            results.consume(NextQuestions.of(assessment, forecast, new Candidates(assessment.profile(), rules)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(PATIENTS)
    public void askNextByAssessingEveryAnswer(Blackhole results) {
        for (Assessment assessment : assessments) {
            Profile profile = assessment.profile();
            Candidates candidates = new Candidates(profile, rules);
            for (FindingDefinition finding : rules.vocabulary().findings().values()) {
                if (!finding.cluster() && !profile.answers().containsKey(finding.code())) {
                    for (Answer answer : answers(finding, candidates)) {
                        Change change = Change.of(finding.code(), answer);
                        results.consume(Assessor.reckon(change.on(profile), rules));
                    }
                }
            }
        }
    }

    private static List<Answer> answers(FindingDefinition finding, Candidates candidates) {
        return finding.type().isNumber()
                ? candidates.bands(finding).stream().map(NumberBand::lowest).toList()
                : Candidates.of(finding);
    }

    @Benchmark
    @OperationsPerInvocation(PATIENTS)
    public void wholeExplanation(Blackhole results) {
        assessments.forEach(assessment -> results.consume(Explanation.of(assessment)));
    }
}

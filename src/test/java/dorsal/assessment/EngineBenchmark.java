package dorsal.assessment;

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
import org.kie.api.KieBase;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Patients a second on the shipped rules, one thread, and how long a rule set takes to build: Drools' executable model as
 * Dorsal uses it, beside classic Drools on the same rules as DRL text ({@link DrlText}). The inference of Dorsal keeps in
 * addition which facts each rule matched.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class EngineBenchmark {
    private static final int PATIENTS = 200;

    private final RuleSet rules = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private final List<Profile> profiles =
            new GeneratedPatients(rules, CasePatients.of(rules, LocalDate.of(2026, 11, 22)), 41).take(PATIENTS);
    private final KieBase classic = ClassicDroolsTest.compile(rules);

    /** Runs every benchmark. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include("dorsal\\..*Benchmark").build()).run();
    }

    /** A benchmark of two engines that disagree would say nothing. */
    @Setup
    public void bothEnginesFireTheSameRules() {
        for (Profile profile : profiles) {
            if (!ClassicDroolsTest.fired(profile, rules, classic)
                    .equals(inference(profile).fired().keySet())) {
                throw new IllegalStateException("The engines disagree on " + profile);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PATIENTS)
    public void inferenceWithExecutableModel(Blackhole results) {
        for (Profile profile : profiles) {
            results.consume(inference(profile));
        }
    }

    @Benchmark
    @OperationsPerInvocation(PATIENTS)
    public void inferenceWithClassicDrl(Blackhole results) {
        for (Profile profile : profiles) {
            results.consume(ClassicDroolsTest.fired(profile, rules, classic));
        }
    }

    @Benchmark
    @OperationsPerInvocation(PATIENTS)
    public void wholeAssessment(Blackhole results) {
        for (Profile profile : profiles) {
            results.consume(Assessor.assess(profile, rules));
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public RuleSet buildWithExecutableModel() {
        return RuleSet.of(rules.knowledge());
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public KieBase buildWithClassicDrl() {
        return ClassicDroolsTest.compile(rules);
    }

    private Inference inference(Profile profile) {
        return Inference.run(profile, new TrainingLog(profile, rules.vocabulary()), rules);
    }
}

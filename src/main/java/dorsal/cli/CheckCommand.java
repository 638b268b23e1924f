package dorsal.cli;

import dorsal.activation.Analysis;
import dorsal.activation.Case;
import dorsal.activation.CaseReader;
import dorsal.activation.CaseRunner;
import dorsal.activation.CaseRunner.Outcome;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.report.AnalysisReport;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Reads, checks and compiles the rules and runs every case against them.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final LocalDate today;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesFolder folder = new RulesFolder();

    @Option(names = "--coverage", description = "Also list the rules that no case makes fire.")
    private boolean coverage;

    @Option(
            names = "--analysis",
            description = "Also look for rules that cannot fire, say the same, contradict themselves or leave gaps,"
                    + " for words without use, and for reviews overdue.")
    private boolean analysis;

    CheckCommand(LocalDate today) {
        this.today = today;
    }

    @Override
    public Integer call() {
        Knowledge knowledge = Knowledge.read(folder.read());
        List<Case> cases = CaseReader.read(knowledge, today);
        RuleSet rules = RuleSet.of(knowledge);
        CaseRunner runner = new CaseRunner(rules);
        List<Outcome> outcomes = runner.run(cases);
        PrintWriter out = spec.commandLine().getOut();
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        outcomes.stream().filter(outcome -> !outcome.passed()).forEach(outcome -> print(outcome, out));
        out.printf(
                "%d rules, %d exercises, %d cases: %s%n",
                knowledge.rules().size(),
                knowledge.vocabulary().exercises().size(),
                cases.size(),
                failed == 0 ? "all cases pass." : failed + (failed == 1 ? " case fails." : " cases fail."));
        out.println("Fingerprint " + rules.fingerprint());
        boolean uncovered = coverage && printCoverage(runner.neverFired(outcomes), knowledge, out);
        boolean odd = analysis && printAnalysis(rules, out);
        return failed > 0 || uncovered || odd ? ExitCode.FOUND_WANTING : ExitCode.DONE;
    }

    private static void print(Outcome outcome, PrintWriter out) {
        out.printf(
                "%s: case '%s' fails: %s%n",
                outcome.tried().at(), outcome.tried().id(), outcome.tried().title());
        outcome.failures().forEach(failure -> out.println("    " + failure));
    }

    private boolean printAnalysis(RuleSet rules, PrintWriter out) {
        Analysis found = Analysis.of(rules, today);
        out.print(AnalysisReport.of(found));
        return found.isWanting();
    }

    private static boolean printCoverage(List<String> neverFired, Knowledge knowledge, PrintWriter out) {
        int all = knowledge.rules().size();
        out.printf("Cases fire %d of %d rules.%n", all - neverFired.size(), all);
        for (String id : neverFired) {
            RuleCard rule = knowledge.findRule(id).orElseThrow();
            out.printf("%s: no case fires '%s'.%n", rule.at(), id);
        }
        return !neverFired.isEmpty();
    }
}

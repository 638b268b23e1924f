package dorsal.cli;

import dorsal.activation.RuleFolderWatcher;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Analysis;
import dorsal.rehearsal.Candidate;
import dorsal.rehearsal.CaseRunner;
import dorsal.rehearsal.CaseRunner.Outcome;
import dorsal.report.AnalysisReport;
import dorsal.text.ProblemsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    private final Clock clock;

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

    @Option(names = "--watch", description = "Check again whenever a file in the folder was changed.")
    private boolean watch;

    @Mixin
    private MutantsOption mutants = new MutantsOption();

    CheckCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        return watch ? watch(folder.path(spec)) : check(folder.read());
    }

    private int check(KnowledgeFolder read) {
        Candidate candidate = Candidate.read(read, today());
        RuleSet rules = candidate.rules();
        List<Outcome> outcomes = candidate.run();
        PrintWriter out = spec.commandLine().getOut();
        List<Outcome> failed =
                outcomes.stream().filter(outcome -> !outcome.passed()).toList();
        failed.forEach(outcome -> print(outcome, out));
        out.printf(
                "%d rules, %d exercises, %d cases: %s%n",
                rules.knowledge().rules().size(),
                rules.catalogue().size(),
                outcomes.size(),
                failed.isEmpty()
                        ? "all cases pass."
                        : failed.size() + (failed.size() == 1 ? " case fails." : " cases fail."));
        out.println("Fingerprint " + rules.fingerprint());
        boolean wanting = !failed.isEmpty();
        wanting |= coverage && printCoverage(new CaseRunner(rules).neverFired(outcomes), rules.knowledge(), out);
        wanting |= failed.isEmpty() && mutants.foundWanting(rules, candidate.cases(), out);
        wanting |= analysis && printAnalysis(rules, out);
        return wanting ? ExitCode.FOUND_WANTING : ExitCode.DONE;
    }

    /** Checks at every change until somebody stops it; what is wrong never ends it. */
    private int watch(Path watched) {
        PrintWriter out = spec.commandLine().getOut();
        RuleFolderWatcher watcher = RuleFolderWatcher.watching(watched, () -> checkAgain(watched, out));
        out.printf("Watching %s; Ctrl-C ends it.%n", watched);
        out.flush();
        try {
            new CountDownLatch(1).await(); // nobody counts down: it ends with the program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watcher.close();
        }
        return ExitCode.DONE;
    }

    private void checkAgain(Path watched, PrintWriter out) {
        out.printf("%n%s%n", LocalTime.now(clock).format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)));
        try {
            check(KnowledgeFolder.read(watched));
        } catch (ProblemsException e) {
            e.problems().forEach(out::println);
            out.println(e.problems().size() == 1 ? "1 problem." : e.problems().size() + " problems.");
        } catch (RuntimeException e) {
            out.println("These rules could not be tried: " + e);
        }
        out.flush();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static void print(Outcome outcome, PrintWriter out) {
        out.printf(
                "%s: case '%s' fails: %s%n",
                outcome.tried().at(), outcome.tried().id(), outcome.tried().title());
        outcome.failures().forEach(failure -> out.println("    " + failure));
    }

    private boolean printAnalysis(RuleSet rules, PrintWriter out) {
        Analysis found = Analysis.of(rules, today());
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

package dorsal.rehearsal;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CaseRunner.Outcome;
import dorsal.text.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Collectors;

/** A rules folder that was read, checked and compiled, with its cases; they are not run yet. */
public record Candidate(RuleSet rules, List<Case> cases) {
    public Candidate {
        cases = List.copyOf(cases);
    }

    /**
     * Reads a folder; its cases are read beside the compilation.
     *
     * @param today the date of a case that gives none
     * @throws ProblemsException with every problem of the vocabulary and rules, or else of the cases
     */
    public static Candidate read(KnowledgeFolder folder, LocalDate today) {
        Knowledge knowledge = Knowledge.read(folder);
        ForkJoinTask<List<Case>> cases = // among the threads that this one belongs to
                ForkJoinTask.adapt(() -> CaseReader.read(knowledge, today)).fork();
        RuleSet rules = RuleSet.of(knowledge);
        return new Candidate(rules, cases.join());
    }

    /** Runs every case. */
    public List<Outcome> run() {
        return new CaseRunner(rules).run(cases);
    }

    /**
     * What keeps these rules from going live, none when nothing does: cases that fail, and cases of the rules in use that
     * are gone from this folder and would fail. A guard cannot be taken away by the very change that it guards against;
     * in a change of its own it can.
     *
     * @param guards the cases of the rules in use
     */
    public List<Problem> failures(Collection<Case> guards) {
        List<Problem> failures = new ArrayList<>();
        run().stream().filter(outcome -> !outcome.passed()).forEach(outcome -> failures.add(failing(outcome)));
        Set<String> kept = cases.stream().map(Case::id).collect(Collectors.toSet());
        List<Case> gone =
                guards.stream().filter(guard -> !kept.contains(guard.id())).toList();
        new CaseRunner(rules)
                .run(gone).stream()
                        .filter(outcome -> !outcome.passed())
                        .forEach(outcome -> failures.add(gone(outcome)));
        failures.sort(null);
        return failures;
    }

    private static Problem failing(Outcome outcome) {
        return Problem.of(
                outcome.tried().at(),
                "The case '%s' fails (%s)."
                        .formatted(outcome.tried().id(), outcome.tried().title()),
                String.join(" ", outcome.failures()));
    }

    private static Problem gone(Outcome outcome) {
        return Problem.of(
                        outcome.tried().at(),
                        "The case '%s' of the rules in use is gone, and these rules fail it (%s)."
                                .formatted(outcome.tried().id(), outcome.tried().title()),
                        String.join(" ", outcome.failures()))
                .maybe(Optional.of("Maybe keep the case and change what it expects, or take it away in a"
                        + " change of its own, before the rules change."));
    }
}

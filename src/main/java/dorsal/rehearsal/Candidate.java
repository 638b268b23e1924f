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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
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

    /** The same rules, with their cases as they read on a day: a case that gives no date is of that day. */
    public Candidate on(LocalDate today) {
        return new Candidate(rules, CaseReader.read(rules.knowledge(), today));
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
        failedByGone(guards).values().forEach(failures::add);
        failures.sort(null);
        return failures;
    }

    /**
     * What guards less than before, none when nothing does: cases of the rules in use that are gone, or that ask for
     * something else now, wherever they stand.
     *
     * @param guards the cases of the rules in use, as they read on the same day as these
     */
    public List<Problem> noLongerGuarding(Collection<Case> guards) {
        Map<String, Case> now = byId();
        Map<String, Problem> failed = failedByGone(guards);
        List<Problem> found = new ArrayList<>();
        for (Case guard : guards) {
            Case kept = now.get(guard.id());
            if (kept == null) {
                found.add(failed.getOrDefault(guard.id(), noLonger(guard, "it is gone")));
            } else if (!kept.asksTheSame(guard)) {
                found.add(noLonger(guard, "it asks for something else now"));
            }
        }
        found.sort(null);
        return found;
    }

    private Map<String, Case> byId() {
        return cases.stream().collect(Collectors.toMap(Case::id, Function.identity()));
    }

    /** By id, the guards that are gone and that these rules fail. */
    private Map<String, Problem> failedByGone(Collection<Case> guards) {
        Map<String, Case> now = byId();
        List<Case> gone =
                guards.stream().filter(guard -> !now.containsKey(guard.id())).toList();
        return new CaseRunner(rules)
                .run(gone).stream()
                        .filter(outcome -> !outcome.passed())
                        .collect(Collectors.toMap(outcome -> outcome.tried().id(), Candidate::gone));
    }

    private static Problem noLonger(Case guard, String why) {
        return Problem.of(
                guard.at(),
                "The case '%s' no longer guards what it did: %s (%s).".formatted(guard.id(), why, guard.title()),
                "");
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

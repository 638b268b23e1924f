package dorsal.rehearsal;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import dorsal.knowledge.Mutant;
import dorsal.knowledge.Mutator;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How tight the cases are: which small changes of a rule no case notices. A case notices a mutant when it passes with the
 * rules as they are and fails with the mutant. Only the cases that a mutant can touch are tried again, and those are
 * reckoned rather than run, so that thousands of mutants take seconds.
 */
public final class Mutants {
    private final RuleSet rules;
    private final List<Tried> cases;

    /**
     * For one rule set.
     *
     * @param cases all of which have to pass with these rules
     */
    public Mutants(RuleSet rules, Collection<Case> cases) {
        this.rules = rules;
        this.cases = cases.parallelStream().map(tried -> tried(tried, rules)).toList();
    }

    /** A case with the rules as they are: what was known in the end, and which rules fired. */
    private record Tried(Case tried, Picture picture, Set<String> fired) {}

    private static Tried tried(Case tried, RuleSet rules) {
        Assessment assessment = Assessor.reckon(tried.profile(), rules);
        return new Tried(tried, assessment.picture(), Set.copyOf(assessment.fired()));
    }

    /**
     * What was tried.
     *
     * @param all how many mutants there were
     * @param unnoticed those that no case notices, by file and line
     */
    public record Survey(int all, List<Mutant> unnoticed) {
        /** Which of the unnoticed ones somebody accepted, and which rows accept nothing any more. */
        public Judged judgedBy(Collection<AcceptedMutant> rows) {
            List<Mutant> open = new ArrayList<>();
            Map<Mutant, AcceptedMutant> accepted = new LinkedHashMap<>();
            for (Mutant mutant : unnoticed) {
                rows.stream()
                        .filter(row -> row.accepts(mutant))
                        .findFirst()
                        .ifPresentOrElse(row -> accepted.put(mutant, row), () -> open.add(mutant));
            }
            List<AcceptedMutant> stale =
                    rows.stream().filter(row -> !accepted.containsValue(row)).toList();
            return new Judged(all, open, accepted, stale);
        }
    }

    /**
     * A survey held against what was accepted.
     *
     * @param unnoticed by a case and accepted by nobody
     * @param accepted unnoticed, with the row that says why
     * @param stale rows that accept nothing that goes unnoticed
     */
    public record Judged(
            int all, List<Mutant> unnoticed, Map<Mutant, AcceptedMutant> accepted, List<AcceptedMutant> stale) {
        public int noticed() {
            return all - unnoticed.size() - accepted.size();
        }
    }

    /** Tries every mutant of the chosen rules. */
    public Survey survey(Predicate<RuleCard> chosen) {
        Mutator mutator = new Mutator(rules.vocabulary());
        List<Mutant> mutants = rules.knowledge().rules().parallelStream()
                .filter(chosen)
                .flatMap(rule -> mutator.mutants(rule).stream())
                .toList();
        return new Survey(
                mutants.size(),
                mutants.parallelStream()
                        .filter(mutant -> !isNoticed(mutant))
                        .sorted(Comparator.comparing(Mutant::at))
                        .toList());
    }

    boolean isNoticed(Mutant mutant) {
        List<Tried> touched = new ArrayList<>();
        for (Tried tried : cases) {
            if (touches(mutant, tried)) {
                touched.add(tried);
            }
        }
        if (touched.isEmpty()) {
            return false;
        }
        RuleSet mutated = rules.with(mutant);
        for (Tried tried : touched) {
            Assessment assessment = Assessor.reckon(tried.tried().profile(), mutated);
            if (!CaseRunner.failures(tried.tried(), assessment).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * True when a mutant can come out otherwise for a case: its rule fires before or after, and what it concludes or when
     * it fires is another. A rule that did not fire, and whose changed condition is not true of all that was known in the
     * end, does not fire after the change either, since conclusions only ever add.
     */
    private static boolean touches(Mutant mutant, Tried tried) {
        boolean before = tried.fired().contains(mutant.rule().id());
        if (mutant.changed().isEmpty()) {
            return before;
        }
        RuleCard changed = mutant.changed().get();
        if (before && mutant.rule().condition().equals(changed.condition())) {
            return true;
        }
        boolean after = changed.condition().truth(tried.picture()) == Truth.TRUE;
        return before != after || (before && mutant.rule().says(Conclude.class));
    }
}

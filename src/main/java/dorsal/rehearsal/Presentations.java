package dorsal.rehearsal;

import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Urgency;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds how patients have to present for a branch of a condition. A derived finding is stated where it may be, and else
 * followed back through the rules that conclude it, one after the other until one fits together with the rest.
 */
final class Presentations {
    /** More ways than this are not tried: a branch for which none was found is then left open. */
    private static final int MOST_STEPS = 20_000;

    private final RuleSet rules;
    private final Map<String, List<List<Literal>>> branches = new HashMap<>();

    Presentations(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * What a search came to.
     *
     * @param found the presentations, each enough for the branch
     * @param complete false when the search was given up before everything was tried
     * @param obstacles what stood in the way: findings, measures and attestations that the branch itself asks, by code
     */
    record Result(List<Presentation> found, boolean complete, Set<String> obstacles) {
        /** True when it is certain that no patient can present so. */
        boolean isImpossible() {
            return found.isEmpty() && complete;
        }

        Optional<Presentation> first() {
            return found.stream().findFirst();
        }
    }

    /** At most {@code most} ways to present for one branch. */
    Result of(List<Literal> branch, int most) {
        Search search = new Search(most);
        search.solve(Presentation.anyone(rules.vocabulary()), Goals.of(branch));
        return new Result(search.found, search.steps < MOST_STEPS, search.obstacles);
    }

    private List<List<Literal>> branches(RuleCard rule) {
        return branches.computeIfAbsent(rule.id(), id -> Branches.of(rule.condition()));
    }

    /** What is still to be reached, first to last, each with the derived findings that it is meant to conclude. */
    private record Goals(Literal first, Set<String> above, Optional<Goals> rest) {
        static Optional<Goals> of(List<Literal> branch) {
            return of(branch, Set.of(), Optional.empty());
        }

        static Optional<Goals> of(List<Literal> branch, Set<String> above, Optional<Goals> rest) {
            Optional<Goals> goals = rest;
            for (int i = branch.size() - 1; i >= 0; i--) {
                goals = Optional.of(new Goals(branch.get(i), above, goals));
            }
            return goals;
        }
    }

    private final class Search {
        private final int most;
        private final List<Presentation> found = new ArrayList<>();
        private final Set<String> obstacles = new TreeSet<>();
        private int steps;

        private Search(int most) {
            this.most = most;
        }

        private void solve(Presentation so, Optional<Goals> goals) {
            if (found.size() >= most || steps >= MOST_STEPS) {
                return;
            }
            steps++;
            if (goals.isEmpty()) {
                finish(so);
                return;
            }
            Goals now = goals.get();
            Test test = now.first().test();
            if (test.kind() == Kind.CONTRADICTION && !now.first().negated()) {
                contradict(so, now);
            } else if (isDerivedYes(now.first())) {
                derive(so, now);
            } else {
                step(so, now);
            }
        }

        private void step(Presentation so, Goals now) {
            Optional<Presentation> more = so.with(now.first());
            if (more.isPresent()) {
                solve(more.get(), now.rest());
            } else {
                hinder(now);
            }
        }

        /** What the branch itself asks stands in the way, or the derived finding that it asks and cannot have. */
        private void hinder(Goals now) {
            obstacles.add(
                    now.above().stream().findFirst().orElse(now.first().test().code()));
        }

        private boolean isDerivedYes(Literal literal) {
            Test test = literal.test();
            return test.kind() == Kind.FINDING
                    && !literal.negated()
                    && test.check().equals(new Check.Is(true))
                    && rules.vocabulary().finding(test.code()).derived();
        }

        /** A derived finding is there already, or stated, or concluded. */
        private void derive(Presentation so, Goals now) {
            String code = now.first().test().code();
            if (so.has(code) && !now.above().contains(code)) {
                solve(so, now.rest());
                return;
            }
            if (!rules.vocabulary().finding(code).cluster()) {
                Optional<Presentation> stated = so.with(now.first());
                if (stated.isPresent()) {
                    solve(stated.get(), now.rest());
                    return;
                }
            }
            conclude(so, code, now);
        }

        private void conclude(Presentation so, String code, Goals now) {
            if (rules.concluding(code).isEmpty() || now.above().contains(code)) {
                hinder(now); // what only follows from itself does not follow
                return;
            }
            Set<String> above = new LinkedHashSet<>(now.above());
            above.add(code);
            for (RuleCard rule : rules.concluding(code)) {
                for (List<Literal> branch : branches(rule)) {
                    solve(so.concluding(code), Goals.of(branch, above, now.rest()));
                }
            }
        }

        /** Some derived finding is answered no although the other answers conclude it. */
        private void contradict(Presentation so, Goals now) {
            for (FindingDefinition finding : rules.derived()) {
                if (!finding.cluster() && !rules.concluding(finding.code()).isEmpty()) {
                    Literal no = new Literal(new Test(Kind.FINDING, finding.code(), new Check.Is(false)), false);
                    so.contradicting().with(no).ifPresent(denied -> conclude(denied, finding.code(), now));
                }
            }
        }

        /** Nothing as urgent as a level may be found, so no rule that says as much may be certain to fire. */
        private void finish(Presentation so) {
            if (so.below().isPresent() && isUrgent(so, so.below().get())) {
                obstacles.add("");
            } else {
                found.add(so);
            }
        }

        private boolean isUrgent(Presentation so, Urgency level) {
            Entailment certain = new Entailment(so, rules);
            return rules.escalating().stream()
                    .filter(rule -> rule.conclusions(Escalate.class).stream()
                            .anyMatch(escalate -> escalate.urgency().compareTo(level) >= 0))
                    .anyMatch(certain::makesFire);
        }
    }
}

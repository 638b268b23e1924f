package dorsal.rehearsal;

import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Observation.NeverFires;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * For every rule, how patients present who make it fire, and what is certain of each of them; rules that no patient can
 * make fire.
 */
final class FiringBranches {
    private static final int MOST_PRESENTATIONS = 200;

    private final List<Observation> never = new ArrayList<>();
    private final Map<String, List<Entailment>> ways = new HashMap<>();

    FiringBranches(RuleSet rules) {
        Presentations presentations = new Presentations(rules);
        for (RuleCard rule : rules.knowledge().rules()) {
            List<Entailment> certain = new ArrayList<>();
            Set<String> obstacles = new TreeSet<>();
            boolean impossible = true;
            boolean known = true;
            for (List<Literal> branch : Branches.of(rule.condition())) {
                Presentations.Result result = presentations.of(branch, MOST_PRESENTATIONS);
                impossible &= result.isImpossible();
                known &= result.complete() && result.found().size() < MOST_PRESENTATIONS;
                obstacles.addAll(result.obstacles());
                result.found().forEach(presentation -> certain.add(new Entailment(presentation, rules)));
            }
            if (impossible) {
                never.add(new NeverFires(rule, obstacles));
            } else if (known) {
                ways.put(rule.id(), certain);
            }
        }
    }

    List<Observation> neverFiring() {
        return never;
    }

    boolean canFire(RuleCard rule) {
        return never.stream().noneMatch(one -> one.about().contains(rule.id()));
    }

    /** True when it is certain that every patient who makes one rule fire makes the other fire too. */
    boolean implies(RuleCard rule, RuleCard other) {
        return Optional.ofNullable(ways.get(rule.id()))
                .filter(all -> all.stream().allMatch(certain -> certain.makesFire(other)))
                .isPresent();
    }
}

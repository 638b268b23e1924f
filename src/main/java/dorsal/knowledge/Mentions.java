package dorsal.knowledge;

import dorsal.clinical.Conclusion;
import dorsal.clinical.Conclusion.Ask;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import java.util.List;
import java.util.function.Predicate;

/** Which rules speak of a finding or reach an exercise. */
public final class Mentions {
    private final Knowledge knowledge;

    public Mentions(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    private List<RuleCard> rules(Predicate<RuleCard> which) {
        return knowledge.rules().stream().filter(which).toList();
    }

    /** Rules whose selection takes the exercise for avoid or caution; ceilings and holds aside, which take all. */
    public List<RuleCard> restricting(Exercise exercise) {
        return rules(rule -> rule.conclusions(Restrict.class).stream()
                .anyMatch(restrict -> restrict.selector().takes(exercise)));
    }

    public List<RuleCard> offering(Exercise exercise) {
        return rules(rule -> rule.offers().contains(exercise.id())
                || rule.conclusions(Prefer.class).stream()
                        .anyMatch(prefer -> prefer.selector().takes(exercise)));
    }

    public List<RuleCard> concluding(FindingDefinition finding) {
        return rules(rule -> says(rule, new Conclude(finding.code())));
    }

    private static boolean says(RuleCard rule, Conclusion conclusion) {
        return rule.conclusions().all().contains(conclusion);
    }

    public List<RuleCard> testing(FindingDefinition finding) {
        return rules(rule ->
                rule.condition().tests().anyMatch(test -> test.findings().contains(finding.code())));
    }

    public List<RuleCard> asking(FindingDefinition finding) {
        return rules(rule -> rule.conclusions(Ask.class).stream()
                .anyMatch(ask -> ask.findings().contains(finding.code())));
    }
}

package dorsal.explanation;

import dorsal.clinical.Answer;
import dorsal.clinical.Check;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Profile;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The answers to a finding that rules can tell apart, for one patient. */
final class Candidates {
    private final Profile profile;
    private final Map<String, Set<Double>> thresholds = new HashMap<>();

    Candidates(Profile profile, RuleSet rules) {
        this.profile = profile;
        for (RuleCard rule : rules.knowledge().rules()) {
            rule.condition().tests().forEach(this::collect);
        }
    }

    private void collect(Test test) {
        if (!(test.check() instanceof Check.Compares compares)) {
            return;
        }
        BigDecimal threshold = BigDecimal.valueOf(compares.threshold());
        if (test.kind() == Kind.FINDING) {
            add(test.code(), threshold);
        } else if (test.kind() == Kind.DIFFERENCE) {
            if (profile.answers().get(test.subtrahend()) instanceof Answer.Quantity b) {
                add(test.minuend(), threshold.add(BigDecimal.valueOf(b.value())));
            }
            if (profile.answers().get(test.minuend()) instanceof Answer.Quantity a) {
                add(test.subtrahend(), BigDecimal.valueOf(a.value()).subtract(threshold));
            }
        }
    }

    private void add(String finding, BigDecimal threshold) {
        thresholds.computeIfAbsent(finding, code -> new TreeSet<>()).add(threshold.doubleValue());
    }

    /** The bands of a number, lowest first. */
    List<NumberBand> bands(FindingDefinition finding) {
        return NumberBand.of(finding, thresholds.getOrDefault(finding.code(), Set.of()));
    }

    /** The answers of a finding that is no number; for several values none and each alone. */
    static List<Answer> of(FindingDefinition finding) {
        List<Answer> answers = new ArrayList<>();
        switch (finding.type()) {
            case BOOLEAN -> {
                answers.add(Answer.YES);
                answers.add(Answer.NO);
            }
            case CHOICE -> finding.choices().forEach(choice -> answers.add(new Answer.Choice(choice)));
            case CHOICES -> {
                answers.add(new Answer.Choices(Set.of()));
                finding.choices().forEach(choice -> answers.add(new Answer.Choices(Set.of(choice))));
            }
            case INTEGER, DECIMAL -> throw new IllegalArgumentException(finding.code() + " is a number.");
        }
        return List.copyOf(answers);
    }
}

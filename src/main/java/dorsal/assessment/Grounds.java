package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Fact;
import dorsal.clinical.Fact.Contradiction;
import dorsal.clinical.Fact.Difference;
import dorsal.clinical.Fact.Finding;
import dorsal.clinical.Fact.LogMeasure;
import dorsal.clinical.Fact.OnRecord;
import dorsal.clinical.Fact.Unanswered;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What rules fired on, in words of the patient: findings in the order of the vocabulary, then log, then record. */
final class Grounds {
    private final Inference inference;
    private final Comparator<String> byVocabulary;
    private final Map<String, List<Because>> byRule = new HashMap<>();

    Grounds(Inference inference, RuleSet rules) {
        this.inference = inference;
        this.byVocabulary = rules.findingOrder();
    }

    /** Why a rule that fired did so; empty for one that always fires. */
    List<Because> of(String rule) {
        List<Because> known = byRule.get(rule);
        if (known == null) {
            known = because(rule);
            byRule.put(rule, known);
        }
        return known;
    }

    private List<Because> because(String rule) {
        Set<String> findings = new TreeSet<>(byVocabulary);
        List<Because> others = new ArrayList<>();
        for (Fact fact : matched(rule)) {
            if (fact instanceof LogMeasure measure) {
                others.add(new Because.OfLog(measure.code(), measure.value()));
            } else if (fact instanceof OnRecord attestation) {
                others.add(new Because.OfAttestation(attestation.code()));
            } else {
                findings.addAll(findingsOf(fact));
            }
        }
        others.sort(Comparator.comparing(Because::toString));
        List<Because> because = new ArrayList<>();
        findings.forEach(finding -> because.add(finding(finding)));
        because.addAll(others);
        return List.copyOf(because);
    }

    private Set<Fact> matched(String rule) {
        return inference.fired().getOrDefault(rule, Set.of());
    }

    private static List<String> findingsOf(Fact fact) {
        if (fact instanceof Finding || fact instanceof Unanswered || fact instanceof Contradiction) {
            return List.of(fact.code());
        }
        return fact instanceof Difference difference
                ? List.of(difference.minuend(), difference.subtrahend())
                : List.of();
    }

    private Because finding(String code) {
        Optional<Answer> value =
                Optional.ofNullable(inference.picture().answers().get(code));
        Set<String> origins = new TreeSet<>(byVocabulary);
        collectOrigins(code, origins, new LinkedHashSet<>());
        return new Because.OfFinding(code, value, List.copyOf(origins), List.copyOf(inference.concludedBy(code)));
    }

    /** The answers, and questions without one, that a concluded finding goes back to. */
    private void collectOrigins(String code, Set<String> origins, Set<String> seen) {
        if (!seen.add(code)) {
            return;
        }
        for (String rule : inference.concludedBy(code)) {
            for (Fact fact : matched(rule)) {
                for (String finding : findingsOf(fact)) {
                    if (inference.concludedBy(finding).isEmpty()) {
                        origins.add(finding);
                    } else {
                        collectOrigins(finding, origins, seen);
                    }
                }
            }
        }
    }
}

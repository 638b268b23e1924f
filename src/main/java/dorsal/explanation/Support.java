package dorsal.explanation;

import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What makes a rule's condition true: every finding, measure and attestation of a part that contributes to it.
 *
 * @param findings in the order of the vocabulary; those not answered among them where the rule asks for that
 */
record Support(Set<String> findings, Set<String> measures, Set<String> attestations) {

    /** What a rule that fires rests on, directly. */
    static Support of(RuleCard rule, Picture picture, RuleSet rules) {
        Support support = new Support(new TreeSet<>(rules.findingOrder()), new TreeSet<>(), new TreeSet<>());
        support.collect(rule.condition(), Truth.TRUE, picture);
        return support;
    }

    private void collect(Condition condition, Truth wanted, Picture picture) {
        if (condition.truth(picture) != wanted) {
            return;
        }
        if (condition instanceof Test test) {
            findings.addAll(test.findings());
            if (test.kind() == Kind.CONTRADICTION) {
                findings.addAll(picture.contradicted());
            } else if (test.kind() == Kind.LOG_MEASURE) {
                measures.add(test.code());
            } else if (test.kind() == Kind.ON_RECORD) {
                attestations.add(test.code());
            }
        } else if (condition instanceof Condition.None none) {
            none.parts().forEach(part -> collect(part, wanted.negated(), picture));
        } else {
            parts(condition).forEach(part -> collect(part, wanted, picture));
        }
    }

    private static List<Condition> parts(Condition condition) {
        return condition instanceof Condition.All all ? all.parts() : ((Condition.AtLeast) condition).parts();
    }

    /** The rules that conclude a finding, of those that fire by their id. */
    static List<RuleCard> concluding(String finding, Predicate<String> fires, RuleSet rules) {
        return rules.concluding(finding).stream()
                .filter(rule -> fires.test(rule.id()))
                .toList();
    }

    /** Everything that rules which fire rest on, through all conclusions down to the patient's own answers. */
    static Support ofAll(List<RuleCard> firing, Predicate<String> fires, Picture picture, RuleSet rules) {
        Support all = new Support(new TreeSet<>(rules.findingOrder()), new TreeSet<>(), new TreeSet<>());
        firing.forEach(rule -> all.add(rule, fires, picture, rules));
        return all;
    }

    private void add(RuleCard rule, Predicate<String> fires, Picture picture, RuleSet rules) {
        Support own = of(rule, picture, rules);
        measures.addAll(own.measures);
        attestations.addAll(own.attestations);
        for (String finding : own.findings) {
            if (findings.add(finding)) {
                concluding(finding, fires, rules).forEach(next -> add(next, fires, picture, rules));
            }
        }
    }
}

package dorsal.assessment;

import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Lift;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rules ask about what, so that a change is followed to the rules it can touch and to no other. */
final class Dependents {
    private final List<RuleCard> rules;
    private final Map<String, BitSet> testing = new HashMap<>();
    private final Map<String, BitSet> testingRecord = new HashMap<>();
    private final Map<String, BitSet> lifted = new HashMap<>();
    private final Map<String, BitSet> concludingOf = new HashMap<>();
    private final Map<String, Reach> reaches = new HashMap<>();
    private final BitSet testingContradiction = new BitSet();
    private final BitSet waiting = new BitSet();
    private final BitSet concluding = new BitSet();

    Dependents(RuleSet ruleSet) {
        this.rules = ruleSet.knowledge().rules();
        for (int rule = 0; rule < rules.size(); rule++) {
            int place = rule;
            RuleCard card = rules.get(rule);
            card.condition().tests().forEach(test -> index(test, place));
            card.lift().map(Lift::attestations).orElse(List.of()).forEach(code -> set(lifted, code, place));
            for (Conclude conclude : card.conclusions(Conclude.class)) {
                concluding.set(rule);
                set(concludingOf, conclude.finding(), rule);
            }
        }
    }

    private void index(Test test, int rule) {
        test.findings().forEach(code -> set(testing, code, rule));
        if (test.kind() == Kind.ON_RECORD) {
            set(testingRecord, test.code(), rule);
        } else if (test.kind() == Kind.CONTRADICTION) {
            testingContradiction.set(rule);
        } else if (test.kind() == Kind.OVERALL_URGENCY) {
            waiting.set(rule);
        }
    }

    private static void set(Map<String, BitSet> index, String code, int rule) {
        index.computeIfAbsent(code, c -> new BitSet()).set(rule);
    }

    private static BitSet get(Map<String, BitSet> index, String code) {
        return index.getOrDefault(code, new BitSet());
    }

    /**
     * How far a change of one finding can go through conclusions.
     *
     * @param derived the findings that may be concluded otherwise, the changed one among them if it can be concluded
     * @param concluding every rule that concludes one of them
     */
    record Reach(Set<String> derived, BitSet concluding) {}

    Reach reach(String finding) {
        Reach known = reaches.get(finding);
        if (known == null) {
            BitSet first = (BitSet) get(testing, finding).clone();
            known = reach(first, concludingOf.containsKey(finding) ? Set.of(finding) : Set.of());
            reaches.put(finding, known);
        }
        return known;
    }

    Reach reachOfRecord(String attestation) {
        return reach((BitSet) get(testingRecord, attestation).clone(), Set.of());
    }

    private Reach reach(BitSet touched, Set<String> start) {
        Set<String> derived = new LinkedHashSet<>(start);
        Deque<String> open = new ArrayDeque<>(start);
        touched.and(concluding);
        collect(touched, derived, open);
        while (!open.isEmpty()) {
            BitSet next = (BitSet) get(testing, open.remove()).clone();
            next.or(testingContradiction);
            next.and(concluding);
            collect(next, derived, open);
        }
        BitSet all = new BitSet();
        derived.forEach(code -> all.or(get(concludingOf, code)));
        return new Reach(derived, all);
    }

    private void collect(BitSet touched, Set<String> derived, Deque<String> open) {
        touched.stream()
                .mapToObj(rules::get)
                .flatMap(card -> card.conclusions(Conclude.class).stream())
                .map(Conclude::finding)
                .filter(derived::add)
                .forEach(open::add);
    }

    BitSet testing(String finding) {
        return get(testing, finding);
    }

    BitSet testingRecord(String attestation) {
        return get(testingRecord, attestation);
    }

    BitSet testingContradiction() {
        return testingContradiction;
    }

    /** Rules that some attestation lifts. */
    BitSet lifted(String attestation) {
        return get(lifted, attestation);
    }

    BitSet waiting() {
        return waiting;
    }

    BitSet concluding() {
        return concluding;
    }
}

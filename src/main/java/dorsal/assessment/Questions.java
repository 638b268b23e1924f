package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Conclusion.Ask;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Picture;
import dorsal.clinical.Truth;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was not answered and matters. */
final class Questions {
    private final RuleSet rules;
    private final Inference inference;
    private final Picture picture;

    Questions(RuleSet rules, Inference inference) {
        this.rules = rules;
        this.inference = inference;
        this.picture = inference.picture();
    }

    /**
     * What to ask, each once, only what was not answered and whose own condition (if any) holds: first what holds wait
     * for, then what other rules ask, then what has become worth asking; each group in the order of the findings.
     */
    List<OpenQuestion> asks() {
        Map<String, Set<String>> byHold = new HashMap<>();
        Map<String, Set<String>> byRule = new HashMap<>();
        for (String id : inference.fired().keySet()) {
            RuleCard rule = rules.rule(id);
            Map<String, Set<String>> group = rule.says(Hold.class) ? byHold : byRule;
            for (Ask ask : rule.conclusions(Ask.class)) {
                for (String code : ask.findings()) {
                    group.computeIfAbsent(code, c -> new TreeSet<>()).add(id);
                }
            }
        }
        List<OpenQuestion> first = new ArrayList<>();
        List<OpenQuestion> second = new ArrayList<>();
        List<OpenQuestion> third = new ArrayList<>();
        for (FindingDefinition finding : rules.vocabulary().findings().values()) {
            boolean asked = byHold.containsKey(finding.code()) || byRule.containsKey(finding.code());
            if ((!asked && finding.askWhen().isEmpty()) || !isOpen(finding)) {
                continue;
            }
            Set<String> asking = new TreeSet<>(byHold.getOrDefault(finding.code(), Set.of()));
            asking.addAll(byRule.getOrDefault(finding.code(), Set.of()));
            List<OpenQuestion> group = byHold.containsKey(finding.code()) ? first : asked ? second : third;
            group.add(new OpenQuestion(finding, List.copyOf(asking)));
        }
        first.addAll(second);
        first.addAll(third);
        return List.copyOf(first);
    }

    private boolean isOpen(FindingDefinition finding) {
        return !picture.answers().containsKey(finding.code())
                && (finding.askWhen().isEmpty() || finding.askWhen().get().truth(picture) == Truth.TRUE);
    }

    /**
     * Unanswered findings that could still make an escalation rule fire. A finding that only rules conclude is followed
     * back to the answers it rests on, and one that can no longer be concluded counts as absent.
     */
    List<OpenQuestion> couldMatter() {
        Picture possible = possible();
        SortedMap<String, Set<String>> waiting = new TreeMap<>(rules.findingOrder());
        for (RuleCard rule : rules.escalating()) {
            if (!inference.hasFired(rule)) {
                Set<String> open = new HashSet<>();
                collectOpen(rule.condition(), possible, open, new HashSet<>());
                for (String code : open) {
                    waiting.computeIfAbsent(code, c -> new TreeSet<>()).add(rule.id());
                }
            }
        }
        List<OpenQuestion> questions = new ArrayList<>();
        waiting.forEach((code, waitingRules) ->
                questions.add(new OpenQuestion(rules.vocabulary().finding(code), List.copyOf(waitingRules))));
        return List.copyOf(questions);
    }

    /** Adds the unanswered findings whose answers a condition that is unknown waits for. */
    private void collectOpen(Condition condition, Picture possible, Set<String> open, Set<String> followed) {
        if (condition.truth(possible) != Truth.UNKNOWN) {
            return;
        }
        if (condition instanceof Test test) {
            test.findings().forEach(code -> collectOpen(code, possible, open, followed));
            return;
        }
        List<Condition> parts = condition instanceof Condition.All all
                ? all.parts()
                : condition instanceof Condition.AtLeast some ? some.parts() : ((Condition.None) condition).parts();
        parts.forEach(part -> collectOpen(part, possible, open, followed));
    }

    private void collectOpen(String code, Picture possible, Set<String> open, Set<String> followed) {
        if (possible.answers().containsKey(code)) {
            return;
        }
        if (!rules.vocabulary().finding(code).derived()) {
            open.add(code);
        } else if (followed.add(code)) {
            rules.concluding(code).forEach(rule -> collectOpen(rule.condition(), possible, open, followed));
        }
    }

    /**
     * The picture in which derived findings that no rule can conclude any more count as no. Rules may lead to each other
     * in a circle, so all start as no, and those that some rule could still conclude are opened until none is left.
     */
    private Picture possible() {
        Map<String, Answer> answers = new HashMap<>(picture.answers());
        List<FindingDefinition> closed = new ArrayList<>();
        for (FindingDefinition finding : rules.derived()) {
            if (answers.putIfAbsent(finding.code(), Answer.NO) == null) {
                closed.add(finding);
            }
        }
        Picture possible =
                new Picture(answers, picture.measures(), picture.onRecord(), picture.contradicted(), picture.urgency());
        boolean opened = true;
        while (opened) {
            opened = closed.removeIf(finding -> couldBeConcluded(finding, possible));
        }
        return possible;
    }

    private boolean couldBeConcluded(FindingDefinition finding, Picture possible) {
        for (RuleCard rule : rules.concluding(finding.code())) {
            if (rule.condition().truth(possible) != Truth.FALSE) {
                possible.answers().remove(finding.code());
                return true;
            }
        }
        return false;
    }
}

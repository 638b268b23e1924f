package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Conclusion.Ask;
import dorsal.clinical.Conclusion.Escalate;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            rule.conclusions(Ask.class)
                    .flatMap(ask -> ask.findings().stream())
                    .forEach(code -> group.computeIfAbsent(code, c -> new TreeSet<>())
                            .add(id));
        }
        List<OpenQuestion> first = new ArrayList<>();
        List<OpenQuestion> second = new ArrayList<>();
        List<OpenQuestion> third = new ArrayList<>();
        for (FindingDefinition finding : rules.vocabulary().findings().values()) {
            boolean asked = byHold.containsKey(finding.code()) || byRule.containsKey(finding.code());
            if (!isOpen(finding) || (!asked && finding.askWhen().isEmpty())) {
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
                && finding.askWhen()
                        .map(condition -> condition.truth(picture) == Truth.TRUE)
                        .orElse(true);
    }

    /**
     * Unanswered findings that could still make an escalation rule fire. A finding that only rules conclude is followed
     * back to the answers it rests on, and one that can no longer be concluded counts as absent.
     */
    List<OpenQuestion> couldMatter() {
        Picture possible = possible();
        Map<String, Set<String>> waiting = new TreeMap<>();
        for (RuleCard rule : rules.knowledge().rules()) {
            if (rule.says(Escalate.class)
                    && !inference.hasFired(rule)
                    && rule.condition().truth(possible) == Truth.UNKNOWN) {
                Set<String> open = new LinkedHashSet<>();
                collectOpen(rule.condition(), possible, open, new LinkedHashSet<>());
                open.forEach(code -> waiting.computeIfAbsent(code, c -> new TreeSet<>())
                        .add(rule.id()));
            }
        }
        return rules.vocabulary().findings().values().stream()
                .filter(finding -> waiting.containsKey(finding.code()))
                .map(finding -> new OpenQuestion(
                        finding, List.copyOf(waiting.getOrDefault(finding.code(), Set.of()))))
                .toList();
    }

    private void collectOpen(Condition condition, Picture possible, Set<String> open, Set<String> followed) {
        for (Condition part : undecided(condition, possible)) {
            if (!(part instanceof Test test)) {
                continue;
            }
            for (String code : test.findings()) {
                FindingDefinition finding = rules.vocabulary().finding(code);
                if (possible.answers().containsKey(code)) {
                    continue;
                }
                if (!finding.derived()) {
                    open.add(code);
                } else if (followed.add(code)) {
                    rules.concluding(code).forEach(rule -> collectOpen(rule.condition(), possible, open, followed));
                }
            }
        }
    }

    /** The parts of a condition that are unknown and so keep it from being decided. */
    private static List<Condition> undecided(Condition condition, Picture possible) {
        if (condition.truth(possible) != Truth.UNKNOWN) {
            return List.of();
        }
        if (condition instanceof Test) {
            return List.of(condition);
        }
        List<Condition> parts = condition instanceof Condition.All all
                ? all.parts()
                : condition instanceof Condition.AtLeast some ? some.parts() : ((Condition.None) condition).parts();
        return parts.stream()
                .flatMap(part -> undecided(part, possible).stream())
                .toList();
    }

    /** The picture in which derived findings that no rule can conclude any more count as no. */
    private Picture possible() {
        Map<String, Answer> answers = new LinkedHashMap<>(picture.answers());
        Picture possible = new Picture(
                answers, picture.measures(), picture.onRecord(), picture.contradicted(), picture.urgency());
        boolean changed = true;
        while (changed) {
            changed = false;
            for (FindingDefinition finding : rules.vocabulary().findings().values()) {
                if (finding.derived()
                        && !answers.containsKey(finding.code())
                        && rules.concluding(finding.code()).stream()
                                .allMatch(rule -> rule.condition().truth(possible) == Truth.FALSE)) {
                    answers.put(finding.code(), Answer.NO);
                    changed = true;
                }
            }
        }
        return possible;
    }
}

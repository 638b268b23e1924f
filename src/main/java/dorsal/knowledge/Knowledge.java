package dorsal.knowledge;

import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import dorsal.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a rules folder says, read and checked, cases aside.
 *
 * @param rules by id
 */
public record Knowledge(KnowledgeFolder folder, Vocabulary vocabulary, List<RuleCard> rules) {

    /**
     * Reads a folder.
     *
     * @throws ProblemsException with every problem of every file
     */
    public static Knowledge read(KnowledgeFolder folder) {
        Problems problems = new Problems();
        problems.addAll(folder.problems());
        Vocabulary vocabulary = VocabularyReader.read(folder, problems);
        List<RuleCard> rules = new ArrayList<>();
        for (SourceText file : folder.ruleFiles()) {
            rules.addAll(RuleReader.read(vocabulary, file, problems));
        }
        refuseDuplicates(rules, problems);
        rules.sort(Comparator.comparing(RuleCard::id));
        problems.throwIfAny();
        if (rules.isEmpty()) {
            throw new ProblemsException(Problem.of(
                    Position.startOf(folder.name()), "This folder holds no rules.", "Expected at least one."));
        }
        return new Knowledge(folder, vocabulary, List.copyOf(rules));
    }

    private static void refuseDuplicates(Collection<RuleCard> rules, Problems problems) {
        Map<String, Position> first = new HashMap<>();
        for (RuleCard rule : rules) {
            Position before = first.putIfAbsent(rule.id(), rule.at());
            if (before != null) {
                problems.add(
                        rule.at(),
                        "The id '%s' stands here a second time.".formatted(rule.id()),
                        "Expected an id of its own: the first is at %s.".formatted(before));
            }
        }
    }

    public Optional<RuleCard> findRule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Advice for a name that is no rule. */
    public Optional<String> suggestRule(String id) {
        return Spelling.suggest(id, rules.stream().map(RuleCard::id).toList());
    }
}

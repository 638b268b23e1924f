package dorsal.rehearsal;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleCard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is other in one rules folder than in another.
 *
 * @param added rules, by id
 * @param removed rules, by id
 * @param changed rules whose lines are others, by id
 * @param files that were added, removed or changed, by path
 */
public record RuleChanges(List<String> added, List<String> removed, List<String> changed, List<String> files) {
    public RuleChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        files = List.copyOf(files);
    }

    /** From one folder to another. */
    public static RuleChanges between(Knowledge before, Knowledge after) {
        Map<String, RuleCard> old = byId(before);
        Map<String, RuleCard> young = byId(after);
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        young.forEach((id, rule) -> {
            RuleCard was = old.get(id);
            if (was == null) {
                added.add(id);
            } else if (!was.text().equals(rule.text())) {
                changed.add(id);
            }
        });
        List<String> removed =
                old.keySet().stream().filter(id -> !young.containsKey(id)).toList();
        return new RuleChanges(added, removed, changed, files(before.folder(), after.folder()));
    }

    private static Map<String, RuleCard> byId(Knowledge knowledge) {
        Map<String, RuleCard> rules = new TreeMap<>();
        knowledge.rules().forEach(rule -> rules.put(rule.id(), rule));
        return rules;
    }

    private static List<String> files(KnowledgeFolder before, KnowledgeFolder after) {
        Set<String> files = new TreeSet<>(before.contents().keySet());
        files.addAll(after.contents().keySet());
        files.removeIf(file -> before.contents().containsKey(file)
                && Arrays.equals(before.contents().get(file), after.contents().get(file)));
        return List.copyOf(files);
    }

    /** In a few words: "1 rule added, 2 changed; 3 files". */
    public String inShort() {
        List<String> parts = new ArrayList<>();
        count(added, "added", parts);
        count(removed, "removed", parts);
        count(changed, "changed", parts);
        String rules = parts.isEmpty() ? "no rule changed" : String.join(", ", parts);
        return rules + "; " + (files.size() == 1 ? "1 file" : files.size() + " files");
    }

    private static void count(List<String> rules, String what, List<String> parts) {
        if (!rules.isEmpty()) {
            String noun = parts.isEmpty() ? rules.size() == 1 ? " rule " : " rules " : " ";
            parts.add(rules.size() + noun + what);
        }
    }
}

package dorsal.web;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of the rules as a clinician looks for them: by topic, the cases beside their rules. */
final class RuleFolders {
    private static final String RULES = ".dslr";
    private static final String CASES = ".cases.yaml";

    /** What only orders files in a folder. */
    private static final Pattern NUMBER = Pattern.compile("^\\d+-");

    private RuleFolders() {}

    static List<View> of(KnowledgeFolder folder, Knowledge inUse) {
        Map<String, Long> counts = new TreeMap<>();
        inUse.rules().forEach(rule -> counts.merge(path(rule, inUse), 1L, Long::sum));
        Map<String, List<View>> byFolder = new TreeMap<>();
        for (String path : folder.contents().keySet()) {
            boolean besideRules = path.endsWith(CASES) && folder.contents().containsKey(rulesOf(path));
            if (!besideRules) {
                int slash = path.lastIndexOf('/');
                byFolder.computeIfAbsent(slash < 0 ? "" : path.substring(0, slash), f -> new ArrayList<>())
                        .add(file(path, folder, counts.getOrDefault(path, 0L)));
            }
        }
        List<View> folders = new ArrayList<>();
        byFolder.forEach((name, files) ->
                folders.add(View.of("name", name.isEmpty() ? "Words and settings" : topic(name))
                        .with("count", files.size() == 1 ? "1 file" : files.size() + " files")
                        .list("files", files)));
        return folders;
    }

    private static View file(String path, KnowledgeFolder folder, long rules) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String cases = path.replaceFirst("\\.dslr$", CASES);
        boolean tried = path.endsWith(RULES) && folder.contents().containsKey(cases);
        return View.of("name", path.endsWith(RULES) ? topic(name.substring(0, name.length() - RULES.length())) : name)
                .with("link", RuleFile.link("/rules/file", path))
                .with("rules", rules == 0 ? "" : rules == 1 ? "1 rule" : rules + " rules")
                .with("cases", tried ? RuleFile.link("/rules/file", cases) : "");
    }

    private static String topic(String name) {
        return EntryView.words(NUMBER.matcher(name).replaceFirst(""));
    }

    private static String rulesOf(String cases) {
        return cases.substring(0, cases.length() - CASES.length()) + RULES;
    }

    /** The cases beside rules, the rules beside cases. */
    static View beside(KnowledgeFolder folder, String path) {
        String other = path.endsWith(CASES) ? rulesOf(path) : path.replaceFirst("\\.dslr$", CASES);
        boolean there = !other.equals(path) && folder.contents().containsKey(other);
        return View.of("beside", there ? RuleFile.link("/rules/file", other) : "")
                .with("beside-words", path.endsWith(CASES) ? "Its rules" : "Its cases");
    }

    /** The rules in use that stand in a file, from the top. */
    static List<RuleCard> inFile(String path, RuleSet inUse) {
        return inUse.knowledge().rules().stream()
                .filter(rule -> path(rule, inUse.knowledge()).equals(path))
                .sorted(Comparator.comparing(RuleCard::at))
                .toList();
    }

    static View rule(RuleCard rule, RuleSet inUse) {
        return View.of("rule", rule.id())
                .with("claim", rule.claim())
                .with("line", rule.at().line())
                .with("link", link(rule, inUse));
    }

    /** Where a rule stands; empty for one that is not in use. */
    static String link(String rule, RuleSet inUse) {
        Optional<RuleCard> card = inUse.knowledge().findRule(rule);
        return card.map(found -> link(found, inUse)).orElse("");
    }

    private static String link(RuleCard rule, RuleSet inUse) {
        return RuleFile.link("/rules/file", path(rule, inUse.knowledge())) + "#line-"
                + rule.at().line();
    }

    private static String path(RuleCard rule, Knowledge knowledge) {
        return ProblemViews.path(rule.at(), knowledge.folder().name());
    }
}

package dorsal.cli;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.RuleSet;
import dorsal.text.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The exercises, findings and rules that can be asked about. */
final class AskedWhy {
    private AskedWhy() {}

    /**
     * Everything asked about is known.
     *
     * @throws ParameterException if something is not, with the nearest word that is
     */
    static void check(List<String> asked, RuleSet rules, CommandLine command) {
        List<String> names = names(rules.knowledge());
        Set<String> known = new HashSet<>(names);
        for (String id : asked) {
            if (!known.contains(id)) {
                throw new ParameterException(
                        command,
                        "'%s' is no rule, exercise or finding. %s"
                                .formatted(id, Spelling.suggest(id, names).orElse("")));
            }
        }
    }

    /** Their ids and codes. */
    static List<String> names(Knowledge knowledge) {
        List<String> names = new ArrayList<>(knowledge.vocabulary().findings().keySet());
        names.addAll(knowledge.vocabulary().exercises().keySet());
        knowledge.rules().forEach(rule -> names.add(rule.id()));
        return names;
    }
}

package dorsal.store;

import java.util.List;

/** Ids of rules as one text, one on each line. */
final class RuleIds {
    private RuleIds() {}

    /** @throws ChartRefusal if an id is empty or has a line feed in it */
    static String join(List<String> ids) {
        if (ids.stream().anyMatch(id -> id.isEmpty() || id.contains("\n"))) {
            throw new ChartRefusal("The id of a rule is one line.");
        }
        return String.join("\n", ids);
    }

    static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }
}

package dorsal.rehearsal;

import dorsal.knowledge.RuleCard;
import dorsal.text.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a rule something stands. */
final class RuleLines {
    private RuleLines() {}

    /** The first place of a word below a line that begins with {@code from}; the rule itself when there is none. */
    static Position of(RuleCard rule, String from, String word) {
        Pattern whole = Pattern.compile("(?<![a-z0-9-])" + Pattern.quote(word) + "(?![a-z0-9-])");
        boolean reached = false;
        for (int i = 1; i < rule.text().size(); i++) {
            String line = rule.text().get(i);
            reached |= line.strip().startsWith(from);
            Matcher found = whole.matcher(line);
            if (reached && found.find() && !line.strip().startsWith("//")) {
                return new Position(rule.at().file(), rule.at().line() + i, found.start() + 1);
            }
        }
        return rule.at();
    }
}

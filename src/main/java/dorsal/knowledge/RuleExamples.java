package dorsal.knowledge;

import dorsal.knowledge.Sentence.Part;
import dorsal.knowledge.Sentences.Read;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** The examples of sentences that rules themselves give. */
final class RuleExamples {
    /** The easiest to read: no group in a group, several things listed where they can be, few words. */
    private static final Comparator<Example> EASIEST = Comparator.comparing(Example::isNested)
            .thenComparing(example -> !example.showsSeveral())
            .thenComparing(Example::length);

    /** A line of a rule that is a sentence, without its dashes. */
    private record Line(int dashes, String text, Read read) {}

    private RuleExamples() {}

    /** The easiest example of every sentence that some rule uses. */
    static Map<Sentence, Example> of(List<RuleCard> rules) {
        Map<Sentence, Example> easiest = new LinkedHashMap<>();
        for (RuleCard rule : rules) {
            List<Line> lines = lines(rule);
            for (int i = 0; i < lines.size(); i++) {
                Example example = new Example(lines.get(i).read(), around(lines, i), Optional.of(rule.id()));
                easiest.merge(
                        example.sentence(),
                        example,
                        (before, other) -> EASIEST.compare(other, before) < 0 ? other : before);
            }
        }
        return easiest;
    }

    private static List<Line> lines(RuleCard rule) {
        List<Line> lines = new ArrayList<>();
        Part part = Part.WHEN;
        for (String raw : rule.text()) {
            String stripped = raw.strip();
            if (stripped.equals("then")) {
                part = Part.THEN;
            }
            Matcher bullet = ConditionReader.BULLET.matcher(stripped);
            int dashes = bullet.matches() ? bullet.group(1).length() : 0;
            String text = bullet.matches() ? bullet.group(3) : stripped;
            Sentences.shipped().read(part, text).ifPresent(read -> lines.add(new Line(dashes, text, read)));
        }
        return lines;
    }

    /** A line with what it needs to be understood. */
    private static List<String> around(List<Line> lines, int at) {
        Line line = lines.get(at);
        List<String> around = new ArrayList<>();
        if (line.read().sentence().refinesSelection()) {
            int above = at - 1;
            while (!lines.get(above).read().sentence().selects()) {
                above--;
            }
            around.add(lines.get(above).text());
        }
        around.add(line.text());
        for (int i = at + 1; i < lines.size() && lines.get(i).dashes() > line.dashes(); i++) {
            around.add("-".repeat(lines.get(i).dashes() - line.dashes()) + " "
                    + lines.get(i).text());
        }
        return around;
    }
}

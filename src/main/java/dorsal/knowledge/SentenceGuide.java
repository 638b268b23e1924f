package dorsal.knowledge;

import dorsal.knowledge.Sentence.Part;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every sentence that rules may use, each with an example out of the rules themselves. */
public final class SentenceGuide {
    private SentenceGuide() {}

    public static String of(Knowledge knowledge) {
        Map<Sentence, String> examples = examples(knowledge);
        StringBuilder guide = new StringBuilder();
        for (Part part : Part.values()) {
            guide.append(part == Part.WHEN ? "After 'when':\n" : "\nAfter 'then':\n");
            for (Sentence sentence : Sentences.shipped().all()) {
                if (sentence.part() == part) {
                    guide.append("  ").append(sentence.words()).append('\n');
                    guide.append("      ")
                            .append(examples.getOrDefault(sentence, "(no rule uses it yet)"))
                            .append('\n');
                }
            }
        }
        return guide.toString();
    }

    private static Map<Sentence, String> examples(Knowledge knowledge) {
        Map<Sentence, String> examples = new LinkedHashMap<>();
        for (RuleCard rule : knowledge.rules()) {
            Part part = Part.WHEN;
            for (String line : rule.text()) {
                String text = line.strip().replaceFirst("^-+[ \\t]+", "");
                if (text.equals("then")) {
                    part = Part.THEN;
                }
                String example = text + "   [" + rule.id() + "]";
                Sentences.shipped().read(part, text).ifPresent(read -> examples.putIfAbsent(read.sentence(), example));
            }
        }
        return examples;
    }
}

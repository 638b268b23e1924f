package dorsal.knowledge;

import dorsal.text.DataNode;
import dorsal.text.DataNode.Scalar;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.util.Collection;
import java.util.List;

/** Words of a data file that have to be of a closed list; one that is not is a problem where it stands. */
final class KnownWords {
    private static final int MOST_LISTED = 12;

    private final Problems problems;

    KnownWords(Problems problems) {
        this.problems = problems;
    }

    /** A word that has to be one of a closed list. */
    String oneOf(Fields fields, String key, Collection<String> words) {
        String word = fields.text(key);
        mustBe(word, fields.find(key).map(DataNode::at).orElse(fields.at(key)), key, words);
        return word;
    }

    /** Words that each have to be one of a closed list. */
    List<String> eachOf(Fields fields, String key, Collection<String> words) {
        for (DataNode item : fields.items(key)) {
            if (item instanceof Scalar scalar) {
                mustBe(scalar.text(), item.at(), key, words);
            }
        }
        return fields.texts(key);
    }

    /** Reports a word that is not one of a closed list; a short list is told. */
    void mustBe(String word, Position at, String key, Collection<String> words) {
        if (!word.isEmpty() && !words.contains(word)) {
            problems.add(Problem.of(
                            at,
                            "'%s' is not known for '%s'.".formatted(word, key),
                            words.size() > MOST_LISTED ? "" : "Expected one of: " + String.join(", ", words) + ".")
                    .maybe(Spelling.suggest(word, words)));
        }
    }
}

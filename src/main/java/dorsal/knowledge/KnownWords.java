package dorsal.knowledge;

import dorsal.clinical.Grade;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Scalar;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

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
        mustBe(word, fields.valueAt(key), key, words);
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

    /** One of the values of an enum, by its word. */
    <E extends Enum<E>> E enumOf(Fields fields, String key, Class<E> type) {
        E[] values = type.getEnumConstants();
        String written =
                oneOf(fields, key, Arrays.stream(values).map(KnownWords::word).toList());
        return Arrays.stream(values)
                .filter(value -> word(value).equals(written))
                .findFirst()
                .orElse(values[0]);
    }

    /** As written in data files: small letters with hyphens, but grades are capitals. */
    static String word(Enum<?> value) {
        return value instanceof Grade
                ? value.name()
                : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
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

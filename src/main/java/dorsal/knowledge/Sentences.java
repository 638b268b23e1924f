package dorsal.knowledge;

import dorsal.knowledge.Sentence.Part;
import dorsal.knowledge.Sentence.Slot;
import dorsal.text.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All sentences of the language, as {@code sentences.dsl} lists them. */
final class Sentences {
    private static final Sentences SHIPPED = load();

    private final List<Sentence> sentences;

    private Sentences(List<Sentence> sentences) {
        this.sentences = List.copyOf(sentences);
    }

    static Sentences shipped() {
        return SHIPPED;
    }

    /** A line that is one whole sentence, and the values in its gaps. */
    record Read(Sentence sentence, Map<String, Slot> slots) {}

    private static Sentences load() {
        try (InputStream file =
                Objects.requireNonNull(Sentences.class.getResourceAsStream("/dorsal/knowledge/sentences.dsl"))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sentences parse(String dsl) {
        List<Sentence> sentences = new ArrayList<>();
        for (String line : dsl.split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Part part = line.startsWith("[when] ") ? Part.WHEN : Part.THEN;
            int equals = line.indexOf('=');
            sentences.add(Sentence.of(part, line.substring("[when] ".length(), equals), line.substring(equals + 1)));
        }
        return new Sentences(sentences);
    }

    List<Sentence> all() {
        return sentences;
    }

    /** The sentence that a whole line is. */
    Optional<Read> read(Part part, String line) {
        return sentences.stream()
                .filter(sentence -> sentence.part() == part)
                .flatMap(sentence -> sentence.match(line).map(slots -> new Read(sentence, slots)).stream())
                .max(Comparator.comparingInt(read -> read.sentence().literals()));
    }

    /** The sentence whose fixed words are nearest to a line that is no sentence. */
    Optional<String> nearest(Part part, String line) {
        List<String> words = List.of(line.strip().split("[\\s,]+"));
        return sentences.stream()
                .filter(sentence -> sentence.part() == part)
                .map(sentence -> new Near(
                        sentence.words(), cost(words, List.of(sentence.shape().split("[\\s,]+")))))
                .min(Comparator.comparingDouble(Near::cost))
                .filter(near -> near.cost() < 0.6 * Math.max(2, words.size()))
                .map(near -> "Maybe you meant: " + near.words());
    }

    /** Cheapest way to read the line's words as the sentence's: a gap takes one word or more, misspelt words cost. */
    private static double cost(List<String> line, List<String> sentence) {
        double[][] cost = new double[line.size() + 1][sentence.size() + 1];
        for (int i = 0; i <= line.size(); i++) {
            for (int j = 0; j <= sentence.size(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = (double) i + j;
                    continue;
                }
                boolean gap = sentence.get(j - 1).contains("…");
                double same = gap ? 0.1 : difference(line.get(i - 1), sentence.get(j - 1));
                double stretch = gap ? 0.1 : 1;
                cost[i][j] =
                        Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j] + stretch, cost[i][j - 1] + 1));
            }
        }
        return cost[line.size()][sentence.size()];
    }

    private static double difference(String a, String b) {
        return Math.min(1, 2.0 * Spelling.distance(a, b) / Math.max(a.length(), b.length()));
    }

    private record Near(String words, double cost) {}
}

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
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All sentences of the language, as {@code sentences.dsl} lists them. */
final class Sentences {
    private static final String HEADING = "## ";
    private static final double MOST_COST_OF_A_WORD = 0.45;
    /** The words of a line that are looked at to find a near sentence: the shape shows in its beginning. */
    private static final int MOST_WORDS = 30;

    /** A text, in whatever quotes somebody put it. */
    private static final Pattern QUOTED = Pattern.compile("[\"'“”‘’].*[\"'“”‘’]");

    private static final Set<String> VERBS = Set.of("avoid", "use", "with", "caution", "prefer");
    private static final Sentences SHIPPED = load();

    private final List<Sentence> sentences;

    private Sentences(List<Sentence> sentences) {
        this.sentences = List.copyOf(sentences);
    }

    static Sentences shipped() {
        return SHIPPED;
    }

    /** A line that is one whole sentence, and the values in its gaps. */
    record Read(Sentence sentence, Map<String, Slot> slots) {
        /** True when every gap holds a word of the vocabulary, a number or a text. */
        boolean fits(Predicate<String> known) {
            return slots.values().stream()
                    .flatMap(slot -> slot.type() == SlotType.RESTRICT
                            ? Stream.of()
                            : Stream.of(slot.text().split("[\\s,]+")))
                    .allMatch(word -> Sentences.fits(word, known)
                            || slots.values().stream().anyMatch(slot -> slot.type() == SlotType.TEXT));
        }
    }

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
        String heading = "";
        for (String line : dsl.split("\n")) {
            if (line.startsWith(HEADING)) {
                heading = line.substring(HEADING.length());
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Part part = line.startsWith("[when] ") ? Part.WHEN : Part.THEN;
            int equals = line.indexOf('=');
            sentences.add(
                    Sentence.of(part, heading, line.substring("[when] ".length(), equals), line.substring(equals + 1)));
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

    /**
     * What to do about a line that is no sentence of this part: it belongs to the other part, or is near a sentence.
     *
     * @param known true for a word of the vocabulary, which may well stand in a gap
     */
    Optional<String> advice(Part part, String line, Predicate<String> known) {
        Part other = part == Part.WHEN ? Part.THEN : Part.WHEN;
        Optional<String> misplaced = read(other, line)
                .filter(read -> read.fits(known))
                .map(read -> part == Part.WHEN
                        ? "Expected a condition: this sentence stands below 'then'."
                        : "Expected a conclusion: this sentence stands below 'when'.");
        return misplaced.isPresent()
                ? misplaced
                : nearest(part, line, known)
                        .map(sentence ->
                                "Maybe you meant: " + sentence.words().replaceAll("\\{([a-z]+:)?text}", "\"…\""))
                        .or(() -> Spelling.suggest(line, List.of("then", "end")));
    }

    /** The sentence whose fixed words are nearest to a line, when one is near at all. */
    private Optional<Sentence> nearest(Part part, String line, Predicate<String> known) {
        List<Word> words = Stream.of(
                        QUOTED.matcher(line.strip()).replaceAll("\"\"").split("[\\s,]+"))
                .limit(MOST_WORDS)
                .map(word -> new Word(word, fits(word, known) ? 0.05 : 0.6))
                .toList();
        return sentences.stream()
                .filter(sentence -> sentence.part() == part)
                .map(sentence ->
                        new Near(sentence, cost(words, List.of(sentence.shape().split("[\\s,]+")))))
                .min(Comparator.comparingDouble(Near::cost))
                .filter(near -> near.cost() <= MOST_COST_OF_A_WORD * words.size())
                .map(Near::sentence);
    }

    /** True when a line that fits a sentence is nearer to another one: its first word, say, is only misspelt. */
    boolean isMisread(Read read, String line, Predicate<String> known) {
        return nearest(read.sentence().part(), line, known)
                .map(sentence -> !sentence.equals(read.sentence()))
                .orElse(true);
    }

    /** A word of a line, and what it costs to take it for a value: little for a word of the vocabulary. */
    private record Word(String text, double asValue) {}

    /** Cheapest way to read the line's words as the sentence's; misspelt, missing and additional words cost. */
    private static double cost(List<Word> line, List<String> sentence) {
        double[][] cost = new double[line.size() + 1][sentence.size() + 1];
        for (int i = 0; i <= line.size(); i++) {
            for (int j = 0; j <= sentence.size(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = (double) i + j;
                    continue;
                }
                Word word = line.get(i - 1);
                boolean gap = sentence.get(j - 1).contains("…");
                double same = gap ? word.asValue() : difference(word.text(), sentence.get(j - 1));
                double more = gap ? word.asValue() : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j] + more, cost[i][j - 1] + 1));
            }
        }
        return cost[line.size()][sentence.size()];
    }

    private static boolean fits(String word, Predicate<String> known) {
        return known.test(word) || VERBS.contains(word) || word.startsWith("\"") || word.matches("-?[0-9.]+");
    }

    private static double difference(String a, String b) {
        return Math.min(1, 2.0 * Spelling.distance(a, b) / Math.max(a.length(), b.length()));
    }

    private record Near(Sentence sentence, double cost) {}
}

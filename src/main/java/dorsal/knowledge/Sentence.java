package dorsal.knowledge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One sentence of the language of rules. In {@code sentences.dsl} it is written
 *
 * <pre>
 * sentence    = "[when] " words "=" meaning | "[then] " words "=" meaning
 * words       = any text with placeholders
 * placeholder = "{" type "}" | "{" name ":" type "}"
 * </pre>
 *
 * @param heading what it and its neighbours are for
 * @param words the sentence with its placeholders, as shown to people
 * @param meaning what it stands for, with the same placeholders
 * @param literals how many characters of it are fixed: of two sentences that fit a line, the one with more is meant
 */
record Sentence(
        Part part,
        String heading,
        String words,
        List<Placeholder> placeholders,
        Pattern pattern,
        List<String> fixedWords,
        String meaning,
        int literals) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:([a-z]+):)?([a-z-]+)}");

    /** Where in a rule a sentence may stand. */
    enum Part {
        WHEN,
        THEN
    }

    /** A named gap in a sentence. */
    record Placeholder(String name, SlotType type) {}

    /** A value found in a gap, and where in the line it begins. */
    record Slot(String text, int start, SlotType type) {}

    static Sentence of(Part part, String heading, String words, String meaning) {
        List<Placeholder> placeholders = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(words);
        int from = 0;
        int literals = 0;
        while (matcher.find()) {
            String literal = words.substring(from, matcher.start());
            literals += literal.length();
            regex.append(literalPattern(literal));
            SlotType type = SlotType.of(matcher.group(2));
            placeholders.add(new Placeholder(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), type));
            regex.append('(').append(type.pattern()).append(')');
            from = matcher.end();
        }
        String tail = words.substring(from);
        return new Sentence(
                part,
                heading,
                words,
                List.copyOf(placeholders),
                Pattern.compile(regex + literalPattern(tail)),
                Stream.of(PLACEHOLDER.matcher(words).replaceAll(" ").split("[ ,]+"))
                        .filter(word -> !word.isEmpty())
                        .toList(),
                meaning,
                literals + tail.length());
    }

    private static String literalPattern(String literal) {
        StringBuilder pattern = new StringBuilder();
        for (String word : literal.split("(?<= )|(?= )")) {
            pattern.append(word.equals(" ") ? "[ \\t]+" : word.isEmpty() ? "" : Pattern.quote(word));
        }
        return pattern.toString();
    }

    /** The values in the gaps when the whole line is this sentence. */
    Optional<Map<String, Slot>> match(String line) {
        for (String word : fixedWords) {
            if (!line.contains(word)) {
                return Optional.empty(); // the usual case, settled without the pattern
            }
        }
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, Slot> slots = new LinkedHashMap<>();
        for (int i = 0; i < placeholders.size(); i++) {
            Placeholder placeholder = placeholders.get(i);
            slots.put(placeholder.name(), new Slot(matcher.group(i + 1), matcher.start(i + 1), placeholder.type()));
        }
        return Optional.of(slots);
    }

    /** True when other lines follow as its members. */
    boolean opensGroup() {
        return part == Part.WHEN && !meaning.contains("(");
    }

    /** True when it says more of a selection that stands above it. */
    boolean refinesSelection() {
        return part == Part.THEN && Stream.of("narrow ", "widen ", "except ").anyMatch(meaning::startsWith);
    }

    /** True when it begins a selection of exercises. */
    boolean selects() {
        return part == Part.THEN && meaning.startsWith("select ");
    }

    /** The sentence with the type of each gap, as people read it: {@code {within:text}} shows as {@code {text}}. */
    String shown() {
        return PLACEHOLDER.matcher(words).replaceAll("{$2}");
    }

    /** The sentence with its gaps filled, in their order. */
    String fill(List<String> values) {
        Iterator<String> next = values.iterator();
        return PLACEHOLDER.matcher(words).replaceAll(gap -> Matcher.quoteReplacement(next.next()));
    }

    /** The fixed words of the sentence, to find the nearest one to a line that is none. */
    String shape() {
        return PLACEHOLDER.matcher(words).replaceAll("…");
    }
}

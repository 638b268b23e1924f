package dorsal.knowledge;

import static dorsal.knowledge.EditorGrammar.LINE;
import static dorsal.knowledge.EditorGrammar.LINE_END;
import static dorsal.knowledge.EditorGrammar.SPACE;
import static dorsal.knowledge.EditorGrammar.TEXT;

import dorsal.knowledge.Sentence.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The patterns of sentences in the grammar for editors: fixed words, and each gap by what may stand in it. */
final class SentenceColours {
    private static final String CODE = VocabularyFiles.CODE.pattern();
    private static final String WORD = SlotType.FINDING.pattern();

    private SentenceColours() {}

    /** The sentences of a part; of two that fit a line the one with more fixed words is first, as the reader takes it. */
    static Map<String, Object> of(Part part) {
        List<Map<String, Object>> patterns = new ArrayList<>();
        Sentences.shipped().all().stream()
                .filter(sentence -> sentence.part() == part)
                .sorted(Comparator.comparingInt(Sentence::literals).reversed())
                .forEach(sentence -> patterns.add(sentence(sentence)));
        return Map.of("patterns", patterns);
    }

    private static Map<String, Object> sentence(Sentence sentence) {
        List<String> scopes = new ArrayList<>();
        StringBuilder regex = new StringBuilder(LINE);
        if (sentence.part() == Part.WHEN) {
            regex.append("(?:(-{1,")
                    .append(ConditionReader.DEEPEST)
                    .append("})")
                    .append(SPACE)
                    .append(")?");
            scopes.add("keyword.operator.bullet.dslr");
        }
        mistakenFor(sentence)
                .ifPresent(
                        word -> regex.append("(?!(?:").append(nearMisses(word)).append(")[ \\t])"));
        Matcher gap = Pattern.compile("\\{(?:[a-z]+:)?([a-z-]+)}").matcher(sentence.words());
        int from = 0;
        while (gap.find()) {
            fixed(sentence.words().substring(from, gap.start()), regex, scopes);
            SlotType type = SlotType.of(gap.group(1));
            regex.append('(').append(pattern(type)).append(')');
            scopes.add(scope(type));
            from = gap.end();
        }
        fixed(sentence.words().substring(from), regex, scopes);
        return EditorGrammar.match(regex + LINE_END, scopes);
    }

    /** Fixed words, blanks around them left out of the colour. */
    private static void fixed(String words, StringBuilder regex, List<String> scopes) {
        if (words.isBlank()) {
            regex.append(words.isEmpty() ? "" : SPACE);
            return;
        }
        String pattern = Stream.of(words.strip().split(" "))
                .map(word -> word.replaceAll("[^A-Za-z0-9,:-]", "\\\\$0"))
                .collect(Collectors.joining(SPACE));
        regex.append(words.startsWith(" ") ? SPACE : "")
                .append('(')
                .append(pattern)
                .append(')');
        regex.append(words.endsWith(" ") ? SPACE : "");
        scopes.add("keyword.other.sentence.dslr");
    }

    private static String pattern(SlotType type) {
        return switch (type) {
            case YES_NO, NUMBER, CHOICE, CHOICES, FINDING, DERIVED, ATTESTATION, MEASURE -> CODE;
            case FINDINGS, ATTESTATIONS, EXERCISES, MOVEMENTS, DESTINATIONS -> list(CODE);
            case VALUE -> WORD;
            case VALUES, LEVELS, CATEGORIES, WORDS -> list(WORD);
            case N, COUNT, AMOUNT, SCORE -> SlotReader.NUMBER.pattern().replace("(", "(?:");
            case URGENCY, CEILING, VERDICT, RESTRICT -> oneOf(type);
            case DEMANDS -> list("(?:" + oneOf(type) + ")");
            case TEXT -> TEXT;
        };
    }

    private static String scope(SlotType type) {
        return switch (type) {
            case YES_NO, NUMBER, CHOICE, CHOICES, FINDING, FINDINGS, DERIVED -> "variable.other.finding.dslr";
            case VALUE, VALUES -> "variable.other.enummember.value.dslr";
            case N, COUNT, AMOUNT, SCORE -> "constant.numeric.dslr";
            case ATTESTATION, ATTESTATIONS -> "support.function.attestation.dslr";
            case EXERCISES -> "entity.name.type.exercise.dslr";
            case MOVEMENTS -> "entity.name.type.movement.dslr";
            case LEVELS, CATEGORIES -> "entity.name.type.group.dslr";
            case DESTINATIONS -> "support.class.destination.dslr";
            case URGENCY, CEILING, DEMANDS, VERDICT, RESTRICT -> "constant.language.severity.dslr";
            case MEASURE -> "support.variable.measure.dslr";
            case WORDS -> "string.unquoted.dose.dslr";
            case TEXT -> "string.quoted.double.dslr";
        };
    }

    private static String list(String item) {
        return item + "(?:[ \\t]*,[ \\t]*" + item + ")*";
    }

    private static String oneOf(SlotType type) {
        return String.join("|", GapWords.ofTheLanguage(type));
    }

    // ---- slips

    /**
     * The fixed first word of a sentence that would be read as this one if that word were misspelt:
     * {@code thre is fever} has the shape of {@code {choice} is {value}}.
     */
    private static Optional<String> mistakenFor(Sentence sentence) {
        String[] words = sentence.words().split(" ");
        return Sentences.shipped().all().stream()
                .filter(other -> other.part() == sentence.part() && words[0].startsWith("{"))
                .map(other -> other.words().split(" "))
                .filter(other -> other.length == words.length && !other[0].startsWith("{"))
                .filter(other -> IntStream.range(1, words.length)
                        .allMatch(i ->
                                other[i].equals(words[i]) || (other[i].startsWith("{") && words[i].startsWith("{"))))
                .map(other -> other[0])
                .findFirst();
    }

    /** A word with one letter left out, put in or changed, or two exchanged. */
    private static String nearMisses(String word) {
        Set<String> misses = new LinkedHashSet<>();
        for (int i = 0; i <= word.length(); i++) {
            String before = word.substring(0, i);
            String after = word.substring(i);
            misses.add(before + "[a-z]" + after);
            if (!after.isEmpty()) {
                misses.add(before + "[a-z]?" + after.substring(1));
            }
            if (after.length() > 1) {
                misses.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            }
        }
        return String.join("|", misses);
    }
}

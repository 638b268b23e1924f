package dorsal.knowledge;

import dorsal.knowledge.Sentence.Part;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * The language of rules as a TextMate grammar, which colours rule files in editors. Every pattern is one whole line, as
 * every line of a rule is one whole sentence; a line that fits none is illegal.
 *
 * <pre>
 * file = comment | rule | illegal
 * rule = first line, (comment | metadata | when | then | illegal)*, 'end'
 * when = 'when', (comment | condition | illegal)*       up to 'then'
 * then = 'then', (comment | conclusion | illegal)*      up to 'end'
 * </pre>
 *
 * It knows the sentences, the form of codes and numbers, and the words that belong to the program; not the codes of a
 * rules folder, so that it is true for every folder and whatever clinicians add to it.
 */
final class EditorGrammar {
    private static final String CODE = VocabularyFiles.CODE.pattern();
    private static final String WORD = SlotType.FINDING.pattern();
    private static final String SPACE = "[ \\t]+";
    private static final String LINE = "^[ \\t]*";
    private static final String LINE_END = "[ \\t]*$";
    private static final String RULE_BEGINS = "rule(?=[ \\t\"]|$)";
    private static final String TEXT = "\"[^\"\\\\]*[^\"\\\\ \\t][^\"\\\\]*\"";
    private static final String METADATA =
            "@(?:" + String.join("|", RuleReader.METADATA_NAMES) + ")\\([ \\t]*" + TEXT + "[ \\t]*\\)";

    private EditorGrammar() {}

    /** The grammar as the JSON that editors read. */
    static String json() {
        Map<String, Object> grammar = new LinkedHashMap<>();
        grammar.put(
                "$comment",
                "Written by EditorGrammarTest out of sentences.dsl: mvn test -Dtest=EditorGrammarTest -Dgrammar.write");
        grammar.put("name", "Dorsal rules");
        grammar.put("scopeName", "source.dslr");
        grammar.put("fileTypes", List.of("dslr"));
        grammar.put(
                "patterns", List.of(include("comment"), include("rule"), include("illegal-rule"), include("illegal")));
        grammar.put("repository", repository());
        return write(grammar);
    }

    private static Map<String, Object> repository() {
        Map<String, Object> repository = new LinkedHashMap<>();
        repository.put("comment", match(LINE + "(//.*)$", List.of("comment.line.double-slash.dslr")));
        repository.put("illegal", match(LINE + "(\\S.*?)" + LINE_END, List.of("invalid.illegal.dslr")));
        repository.put("rule", rule());
        repository.put("illegal-rule", illegalRule());
        repository.put("metadata", metadata());
        repository.put("when", when());
        repository.put("then", then());
        repository.put("condition", sentences(Part.WHEN));
        repository.put("conclusion", sentences(Part.THEN));
        return repository;
    }

    // ---- skeleton

    private static Map<String, Object> rule() {
        return block(
                "meta.rule.dslr",
                LINE + "(rule)" + SPACE + "(\")([a-z0-9]+(?:-[a-z0-9]+)*)(:)" + SPACE + "([^\\s\"\\\\][^\"\\\\]*)(\")"
                        + LINE_END,
                List.of(
                        "keyword.control.rule.dslr",
                        "punctuation.definition.string.begin.dslr",
                        "entity.name.function.rule.dslr",
                        "punctuation.separator.claim.dslr",
                        "string.quoted.double.claim.dslr",
                        "punctuation.definition.string.end.dslr"),
                ends(),
                List.of("keyword.control.end.dslr"),
                List.of("comment", "metadata", "when", "then", "illegal"));
    }

    /** A first line of a rule with a fault in it: the lines below it are coloured all the same. */
    private static Map<String, Object> illegalRule() {
        return block(
                "meta.rule.dslr",
                LINE + "(" + RULE_BEGINS + ".*?)" + LINE_END,
                List.of("invalid.illegal.dslr"),
                ends(),
                List.of("keyword.control.end.dslr"),
                List.of("comment", "metadata", "when", "then", "illegal"));
    }

    private static String ends() {
        return LINE + "(end)" + LINE_END + "|^(?=[ \\t]*" + RULE_BEGINS + ")";
    }

    private static Map<String, Object> when() {
        return block(
                "meta.when.dslr",
                LINE + "(when)" + LINE_END,
                List.of("keyword.control.when.dslr"),
                LINE + "(end)" + LINE_END + "|^(?=[ \\t]*(?:then" + LINE_END + "|" + RULE_BEGINS + "))",
                List.of("invalid.illegal.dslr"),
                List.of("comment", "condition", "illegal"));
    }

    private static Map<String, Object> then() {
        return block(
                "meta.then.dslr",
                LINE + "(then)" + LINE_END,
                List.of("keyword.control.then.dslr"),
                "^(?=[ \\t]*(?:end" + LINE_END + "|" + RULE_BEGINS + "))",
                List.of(),
                List.of("comment", "conclusion", "illegal"));
    }

    private static Map<String, Object> metadata() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", "meta.metadata.dslr");
        line.put("begin", LINE + "(?=" + METADATA + "(?:" + SPACE + METADATA + ")*" + LINE_END + ")");
        line.put("end", "$");
        line.put(
                "patterns",
                List.of(match(
                        "(@[a-z]+)(\\()[ \\t]*(" + TEXT + ")[ \\t]*(\\))",
                        List.of(
                                "entity.other.attribute-name.metadata.dslr",
                                "punctuation.section.parens.begin.dslr",
                                "string.quoted.double.metadata.dslr",
                                "punctuation.section.parens.end.dslr"))));
        return line;
    }

    // ---- sentences

    /** The sentences of a part; of two that fit a line the one with more fixed words is first, as the reader takes it. */
    private static Map<String, Object> sentences(Part part) {
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
        return match(regex + LINE_END, scopes);
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

    // ---- JSON

    private static Map<String, Object> include(String name) {
        return Map.of("include", "#" + name);
    }

    private static Map<String, Object> match(String regex, List<String> scopes) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", regex);
        match.put("captures", captures(scopes));
        return match;
    }

    private static Map<String, Object> block(
            String name,
            String begin,
            List<String> beginScopes,
            String end,
            List<String> endScopes,
            List<String> inside) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("name", name);
        block.put("begin", begin);
        block.put("beginCaptures", captures(beginScopes));
        block.put("end", end);
        if (!endScopes.isEmpty()) {
            block.put("endCaptures", captures(endScopes));
        }
        block.put("patterns", inside.stream().map(EditorGrammar::include).toList());
        return block;
    }

    private static Map<String, Object> captures(List<String> scopes) {
        Map<String, Object> captures = new LinkedHashMap<>();
        for (int i = 0; i < scopes.size(); i++) {
            captures.put(String.valueOf(i + 1), Map.of("name", scopes.get(i)));
        }
        return captures;
    }

    private static String write(Map<String, Object> tree) {
        StringWriter text = new StringWriter();
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        PrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        ObjectWriteContext context = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return printer;
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
        try (JsonGenerator json = new JsonFactory().createGenerator(context, text)) {
            write(tree, json);
        }
        return text + "\n";
    }

    private static void write(Object node, JsonGenerator json) {
        if (node instanceof Map<?, ?> object) {
            json.writeStartObject();
            object.forEach((key, value) -> {
                json.writeName(String.valueOf(key));
                write(value, json);
            });
            json.writeEndObject();
        } else if (node instanceof Collection<?> array) {
            json.writeStartArray();
            array.forEach(item -> write(item, json));
            json.writeEndArray();
        } else {
            json.writeString(String.valueOf(node));
        }
    }
}

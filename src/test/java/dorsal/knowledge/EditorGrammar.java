package dorsal.knowledge;

import dorsal.knowledge.Sentence.Part;
import java.io.StringWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    static final String SPACE = "[ \\t]+";
    static final String LINE = "^[ \\t]*";
    static final String LINE_END = "[ \\t]*$";
    private static final String RULE_BEGINS = "rule(?=[ \\t\"]|$)";
    static final String TEXT = "\"[^\"\\\\]*[^\"\\\\ \\t][^\"\\\\]*\"";
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
        repository.put("condition", SentenceColours.of(Part.WHEN));
        repository.put("conclusion", SentenceColours.of(Part.THEN));
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

    // ---- JSON

    private static Map<String, Object> include(String name) {
        return Map.of("include", "#" + name);
    }

    /** A whole line, its pieces coloured in their order. */
    static Map<String, Object> match(String regex, List<String> scopes) {
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

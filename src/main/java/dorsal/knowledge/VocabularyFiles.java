package dorsal.knowledge;

import dorsal.text.DataNode;
import dorsal.text.DataNode.Scalar;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problems;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The YAML files of a rules folder, read row by row with words checked against closed lists. */
final class VocabularyFiles {
    static final Pattern CODE = Pattern.compile("[a-z0-9]+(?:[.-][a-z0-9]+)*");

    private final KnowledgeFolder folder;
    private final Problems problems;
    private final KnownWords words;
    private final Map<String, DataNode> documents;
    private boolean readable = true;
    private Set<String> groups = Set.of();

    VocabularyFiles(KnowledgeFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
        this.words = new KnownWords(problems);
        this.documents = documents();
    }

    /** Every vocabulary file that can be read as data; what is wrong with the others is reported. */
    private Map<String, DataNode> documents() {
        Map<String, Problems> found = new ConcurrentHashMap<>();
        Map<String, DataNode> read = new ConcurrentHashMap<>();
        Stream.concat(KnowledgeFolder.VOCABULARY.stream(), Stream.of(KnowledgeFolder.FIGURES))
                .parallel()
                .forEach(file -> {
                    Problems ofFile = new Problems();
                    folder.vocabulary(file)
                            .flatMap(text -> folder.parsed().read(text, ofFile))
                            .ifPresent(node -> read.put(file, node));
                    found.put(file, ofFile);
                });
        found.values().forEach(ofFile -> problems.addAll(ofFile.sorted()));
        return read;
    }

    Problems problems() {
        return problems;
    }

    /** False when a file is missing or cannot be read at all: then what uses its words cannot be judged. */
    boolean areReadable() {
        return readable;
    }

    /** The fields of a vocabulary file; none when it is missing or broken, which is reported elsewhere. */
    Fields fields(String file) {
        Optional<DataNode> read = Optional.ofNullable(documents.get(file));
        readable &= read.isPresent();
        return fields(
                file,
                read.orElseGet(() -> new DataNode.Mapping(Position.startOf(folder.name() + "/" + file), List.of())));
    }

    /** The fields of a file that a folder need not have, and no other file uses the words of. */
    Optional<Fields> findFields(String file) {
        return Optional.ofNullable(documents.get(file)).map(node -> fields(file, node));
    }

    private Fields fields(String file, DataNode node) {
        Fields fields = Fields.of(node, file, problems);
        fields.find("version");
        fields.find("date");
        return fields;
    }

    /** The rows of a file that holds nothing but one list. */
    <T> Map<String, T> rows(String file, String list, String what, BiFunction<Fields, String, T> read) {
        return rows(file, fields(file), list, what, read);
    }

    /** The rows of a file that holds nothing but one list and the fields already read. */
    <T> Map<String, T> rows(String file, Fields fields, String list, String what, BiFunction<Fields, String, T> read) {
        groups = names(fields, "groups");
        Map<String, T> rows = rows(fields, list, what, read);
        fields.refuseOthers(file);
        return rows;
    }

    /** The group of a row, one of those that its file lists where it lists any. */
    String group(Fields row) {
        return groups.isEmpty() ? row.text("group") : oneOf(row, "group", groups);
    }

    /** The rows of a list by their code, each code once. */
    <T> Map<String, T> rows(Fields fields, String list, String what, BiFunction<Fields, String, T> read) {
        Map<String, T> rows = new LinkedHashMap<>();
        Map<String, Position> first = new HashMap<>();
        if (!fields.isEmpty()) {
            fields.require(list);
        }
        for (DataNode item : fields.items(list)) {
            Fields row = Fields.of(item, what, problems);
            String key = row.find("code").isPresent() ? "code" : "id";
            String code = row.text(key);
            if (!code.isEmpty() && !CODE.matcher(code).matches()) {
                problems.add(
                        row.at(key),
                        "'%s' is not a code.".formatted(code),
                        "Expected small letters, digits and hyphens.");
            }
            Position before = first.putIfAbsent(code, row.at(key));
            if (before != null && !code.isEmpty()) {
                problems.add(
                        row.at(key),
                        "'%s' stands here a second time.".formatted(code),
                        "First at line %d.".formatted(before.line()));
            }
            rows.putIfAbsent(code, read.apply(row, code));
            row.refuseOthers(what);
        }
        rows.remove("");
        return rows;
    }

    /** A span of time in whole units, 1 or more; a file that does not say has none. */
    OptionalInt span(Fields fields, String key, String unit) {
        if (fields.find(key).isEmpty()) {
            return OptionalInt.empty();
        }
        int before = problems.size();
        int span = fields.wholeNumber(key);
        if (span < 1 && problems.size() == before) {
            problems.add(fields.at(key), "'%s' is %d.".formatted(key, span), "Expected 1 or more %s.".formatted(unit));
        }
        return OptionalInt.of(span);
    }

    static Set<String> names(Fields fields, String key) {
        return new LinkedHashSet<>(fields.texts(key));
    }

    /** A word that has to be one of a closed list. */
    String oneOf(Fields fields, String key, Collection<String> known) {
        return words.oneOf(fields, key, known);
    }

    /** Words that each have to be one of a closed list. */
    List<String> eachOf(Fields fields, String key, Collection<String> known) {
        return words.eachOf(fields, key, known);
    }

    /** Reports a word that is not one of a closed list. */
    void mustBe(String word, Position at, String key, Collection<String> known) {
        words.mustBe(word, at, key, known);
    }

    /** One of the values of an enum, by its word. */
    <E extends Enum<E>> E enumOf(Fields fields, String key, Class<E> type) {
        return words.enumOf(fields, key, type);
    }

    /** The unit of a number; empty for a count or where there is none. */
    static String unit(Fields row) {
        return row.find("unit")
                .map(node -> node instanceof Scalar scalar ? scalar.text() : "")
                .orElse("");
    }
}

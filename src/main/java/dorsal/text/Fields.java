package dorsal.text;

import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Mapping;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The fields of one map, read by name. Every wrong field is a problem; a stand-in value is returned so that reading goes
 * on and finds the rest. What was never asked for is reported by {@link #refuseOthers}.
 */
public final class Fields {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,20})?");

    private final Position at;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final Problems problems;

    private Fields(Mapping mapping, Problems problems) {
        this.at = mapping.at();
        this.problems = problems;
        mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
    }

    /** The fields of a node that has to be a map; {@code what} names it in the problem: "a finding". */
    public static Fields of(DataNode node, String what, Problems problems) {
        if (node instanceof Mapping mapping) {
            return new Fields(mapping, problems);
        }
        problems.add(node.at(), "Here stands " + node.kind() + ".", "Expected " + what + " as a map of fields.");
        return new Fields(new Mapping(node.at(), List.of()), new Problems());
    }

    public Position at() {
        return at;
    }

    /** Where a field's key stands, or the map itself when it is missing. */
    public Position at(String key) {
        Entry entry = entries.get(key);
        return entry == null ? at : entry.at();
    }

    /** Where a field's value stands, or what {@link #at(String)} says when it is missing. */
    public Position valueAt(String key) {
        return find(key).map(DataNode::at).orElse(at(key));
    }

    /** The value of a field that may be missing; {@code null} in the text counts as missing. */
    public Optional<DataNode> find(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key))
                .map(Entry::value)
                .filter(value -> !(value instanceof Scalar scalar && scalar.isNull()));
    }

    /** The value of a field that must be there; a problem and nothing when it is not. */
    public Optional<DataNode> require(String key) {
        Optional<DataNode> value = find(key);
        if (value.isEmpty()) {
            problems.add(at(key), "The field '%s' is missing or empty.".formatted(key), "");
        }
        return value;
    }

    public String text(String key) {
        return require(key).map(node -> textOf(node, key)).orElse("");
    }

    public Optional<String> findText(String key) {
        return find(key).map(node -> textOf(node, key));
    }

    /** Yes or no; missing counts as no. */
    public boolean flag(String key) {
        Optional<DataNode> value = find(key);
        return value.isPresent()
                && yesOrNo(value.get()).orElseGet(() -> {
                    expected(value.get(), key, "yes or no");
                    return false;
                });
    }

    public Optional<Double> findNumber(String key) {
        return find(key).flatMap(node -> {
            Optional<Double> number = number(node);
            if (number.isEmpty()) {
                expected(node, key, "a number");
            }
            return number;
        });
    }

    public int wholeNumber(String key) {
        return require(key)
                .map(node -> wholeNumber(node).orElseGet(() -> {
                    expected(node, key, "a whole number");
                    return 0;
                }))
                .orElse(0);
    }

    /** A whole number from {@code least} to {@code most}. */
    public int wholeNumber(String key, int least, int most) {
        int number = wholeNumber(key);
        boolean read = find(key).flatMap(Fields::wholeNumber).isPresent();
        if (read && (number < least || number > most)) {
            problems.add(
                    valueAt(key),
                    "'%s' is %d.".formatted(key, number),
                    "Expected a whole number from %d to %d.".formatted(least, most));
        }
        return number;
    }

    /** A list of texts; missing counts as empty. */
    public List<String> texts(String key) {
        return items(key).stream().map(node -> textOf(node, key)).toList();
    }

    /** A list; missing counts as empty. */
    public List<DataNode> items(String key) {
        return find(key)
                .map(node -> {
                    if (node instanceof Sequence sequence) {
                        return sequence.items();
                    }
                    expected(node, key, "a list");
                    return List.<DataNode>of();
                })
                .orElse(List.of());
    }

    /** The fields of a nested map; missing counts as empty. */
    public Fields map(String key, String what) {
        return find(key)
                .map(node -> of(node, what, problems))
                .orElseGet(() -> new Fields(new Mapping(at(key), List.of()), problems));
    }

    /** Every key with its value, for maps whose keys are names rather than fields. */
    public List<Entry> entries() {
        known.addAll(entries.keySet());
        return new ArrayList<>(entries.values());
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Reports every field that nobody asked for. */
    public void refuseOthers(String what) {
        for (Entry entry : entries.values()) {
            if (!known.contains(entry.key())) {
                problems.add(Problem.of(
                                entry.at(),
                                "'%s' is not a field of %s.".formatted(entry.key(), what),
                                "Expected one of: " + String.join(", ", known) + ".")
                        .maybe(Spelling.suggest(entry.key(), known)));
            }
        }
    }

    private String textOf(DataNode node, String key) {
        if (node instanceof Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
            return scalar.text();
        }
        expected(node, key, "text");
        return "";
    }

    private void expected(DataNode node, String key, String what) {
        problems.add(node.at(), "'%s' is %s.".formatted(key, node.kind()), "Expected " + what + ".");
    }

    /** Yes or no in any of its spellings; nothing for anything else. */
    public static Optional<Boolean> yesOrNo(DataNode node) {
        if (!(node instanceof Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar.text()) {
            case "yes", "Yes", "YES", "true", "True", "TRUE" -> Optional.of(true);
            case "no", "No", "NO", "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A plain whole number of at most nine digits ({@code 3.0}, {@code "3"} and {@code 03} are none). */
    public static Optional<Integer> wholeNumber(DataNode node) {
        return matching(node, WHOLE_NUMBER).map(Integer::valueOf);
    }

    /** A plain decimal number ({@code 1e3}, {@code .5} and {@code "2"} are none). */
    public static Optional<Double> number(DataNode node) {
        return matching(node, NUMBER).map(Double::valueOf);
    }

    private static Optional<String> matching(DataNode node, Pattern pattern) {
        return node instanceof Scalar scalar
                        && !scalar.quoted()
                        && pattern.matcher(scalar.text()).matches()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }
}

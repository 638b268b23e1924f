package dorsal.text;

import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Mapping;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads one YAML 1.2 document, and so JSON too, into {@link DataNode}s. Only plain data is read: no tags, no objects.
 * Merge keys ({@code <<}) are followed; aliases may not multiply a text beyond {@value #MOST_NODES} nodes.
 */
public final class DataReader {
    private static final int MOST_NODES = 500_000;
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);
    private static final String MERGE = "<<";

    private final String file;
    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    private DataReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * The document of a text, or nothing when it cannot be read; what is wrong is added to {@code problems}, duplicate
     * keys among it.
     */
    public static Optional<DataNode> read(SourceText source, Problems problems) {
        Position start = Position.startOf(source.name());
        if (source.isBlank()) {
            problems.add(start, "The text is empty.", "");
            return Optional.empty();
        }
        if (JsonReader.reads(source.text())) {
            return JsonReader.read(source, problems);
        }
        DataReader reader = new DataReader(source.name(), problems);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(64 * 1024 * 1024)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(source.text());
            if (root.isEmpty()) {
                problems.add(start, "The text holds nothing but comments.", "");
            }
            return root.map(reader::convert);
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    e.getProblemMark().map(reader::at).orElse(start),
                    "This is not valid YAML: " + e.getProblem() + ".",
                    "");
        } catch (YamlEngineException e) {
            problems.add(start, "This is not valid YAML: " + firstLineOf(e) + ".", "");
        } catch (TooLarge e) {
            problems.add(start, "This text is too large or refers to itself.", "Expected plain data.");
        } catch (StackOverflowError e) {
            problems.add(start, "This text is nested too deeply.", "Expected plain data.");
        }
        return Optional.empty();
    }

    private static String firstLineOf(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }

    private Position at(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Position at(Node node) {
        return node.getStartMark().map(this::at).orElse(Position.startOf(file));
    }

    private DataNode convert(Node node) {
        if (++nodes > MOST_NODES || !open.add(node)) {
            throw new TooLarge();
        }
        if (!PLAIN.contains(node.getTag())) {
            problems.add(at(node), "The tag '%s' stands here.".formatted(node.getTag()), "Expected plain data.");
        }
        DataNode converted = switchOn(node);
        open.remove(node);
        return converted;
    }

    private DataNode switchOn(Node node) {
        if (node instanceof ScalarNode scalar) {
            SourceText.invisibleIn(scalar.getValue(), at(node)).ifPresent(problems::add);
            return new Scalar(at(node), scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
        }
        if (node instanceof SequenceNode sequence) {
            return new Sequence(
                    at(node), sequence.getValue().stream().map(this::convert).toList());
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        throw new IllegalStateException("Unknown kind of node " + node.getNodeType());
    }

    private Mapping mapping(MappingNode node) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Entry> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Position keyAt = at(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(keyAt, "A list or map stands as a key.", "Expected a name.");
                continue;
            }
            convert(keyNode);
            DataNode value = convert(tuple.getValueNode());
            String key = keyNode.getValue();
            if (key.equals(MERGE) && keyNode.getScalarStyle() == ScalarStyle.PLAIN) {
                mergeInto(merged, value);
            } else {
                Entry before = entries.putIfAbsent(key, new Entry(keyAt, key, value));
                if (before != null) {
                    problems.add(repeated(key, keyAt, before));
                }
            }
        }
        merged.forEach(entry -> entries.putIfAbsent(entry.key(), entry));
        return new Mapping(at(node), List.copyOf(entries.values()));
    }

    static Problem repeated(String key, Position at, Entry first) {
        return Problem.of(
                at,
                "The key '%s' stands here a second time.".formatted(key),
                "Expected each key once (first at line %d)."
                        .formatted(first.at().line()));
    }

    private void mergeInto(List<Entry> merged, DataNode value) {
        if (value instanceof Mapping mapping) {
            merged.addAll(mapping.entries());
        } else if (value instanceof Sequence sequence) {
            sequence.items().forEach(item -> mergeInto(merged, item));
        } else {
            problems.add(value.at(), "'<<' merges " + value.kind() + ".", "Expected a map to merge.");
        }
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

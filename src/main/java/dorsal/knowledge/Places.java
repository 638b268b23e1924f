package dorsal.knowledge;

import dorsal.text.DataNode;
import dorsal.text.DataNode.Mapping;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.DataReader;
import dorsal.text.Position;
import dorsal.text.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the words of the vocabulary stand, for those who have something to say about one. */
public final class Places {
    private final KnowledgeFolder folder;
    private final Map<String, Map<String, Position>> byFile = new HashMap<>();

    public Places(KnowledgeFolder folder) {
        this.folder = folder;
    }

    public Position finding(String code) {
        return of("findings", code);
    }

    public Position attestation(String code) {
        return of("attestations", code);
    }

    public Position movement(String code) {
        return of("movements", code);
    }

    public Position exercise(String id) {
        return of("exercises", id);
    }

    /** The row of a word, in the file and list of that name; the beginning of the file when it cannot be found. */
    private Position of(String list, String code) {
        String file = list + ".yaml";
        Position found = byFile.computeIfAbsent(file, f -> rows(f, list)).get(code);
        return found == null ? Position.startOf(folder.name() + "/" + file) : found;
    }

    private Map<String, Position> rows(String file, String list) {
        Map<String, Position> places = new HashMap<>();
        folder.vocabulary(file)
                .flatMap(text -> DataReader.read(text, new Problems()))
                .flatMap(node -> entry(node, list))
                .map(node -> node instanceof Sequence rows ? rows.items() : List.<DataNode>of())
                .ifPresent(rows -> rows.forEach(row -> entry(row, "code")
                        .or(() -> entry(row, "id"))
                        .ifPresent(code -> {
                            if (code instanceof Scalar name) {
                                places.put(name.text(), name.at());
                            }
                        })));
        return places;
    }

    private static Optional<DataNode> entry(DataNode node, String key) {
        return node instanceof Mapping mapping ? mapping.find(key) : Optional.empty();
    }
}

package dorsal.knowledge;

import dorsal.text.DataNode;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code accepted.yaml}: what an analysis of the rules points at and is meant so, each with a reason. */
final class AcceptedReader {
    private static final List<String> KINDS = Arrays.stream(Oddity.values())
            .filter(Oddity::canBeAccepted)
            .map(Oddity::code)
            .toList();

    private final Problems problems;
    private final Map<String, Position> first = new HashMap<>();

    private AcceptedReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The rows of the file. Whether a row names anything is not asked here but by the analysis, which reports a row that
     * accepts nothing: a rule that is deleted must not keep the others from being used.
     */
    static List<Acceptance> read(DataNode node, Problems problems) {
        AcceptedReader reader = new AcceptedReader(problems);
        Fields fields = Fields.of(node, "a map with 'accepted'", problems);
        fields.find("version");
        fields.find("date");
        fields.require("accepted");
        List<Acceptance> accepted = fields.items("accepted").stream()
                .flatMap(row -> reader.row(row).stream())
                .toList();
        fields.refuseOthers(KnowledgeFolder.ACCEPTED);
        return accepted;
    }

    private Optional<Acceptance> row(DataNode node) {
        int before = problems.size();
        Fields row = Fields.of(node, "something accepted", problems);
        String word = row.text("kind");
        Optional<Oddity> kind = Arrays.stream(Oddity.values())
                .filter(candidate -> KINDS.contains(word) && candidate.code().equals(word))
                .findFirst();
        if (kind.isEmpty() && !word.isEmpty()) {
            problems.add(Problem.of(
                            row.at("kind"),
                            "'%s' is not a kind of what can be accepted.".formatted(word),
                            "Expected one of: " + String.join(", ", KINDS) + ".")
                    .maybe(Spelling.suggest(word, KINDS)));
        }
        Set<String> about = new LinkedHashSet<>();
        row.require("about")
                .ifPresent(value -> items(value).forEach(item -> about(item).ifPresent(about::add)));
        String why = row.text("why");
        row.refuseOthers("something accepted");
        if (problems.size() > before || kind.isEmpty()) {
            return Optional.empty();
        }
        Position earlier = first.putIfAbsent(word + new HashSet<>(about), row.at());
        if (earlier != null) {
            problems.add(row.at(), "This is accepted a second time.", "First at line %d.".formatted(earlier.line()));
        }
        return Optional.of(new Acceptance(kind.get(), about, why, row.at()));
    }

    private static List<DataNode> items(DataNode value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }

    private Optional<String> about(DataNode item) {
        if (!(item instanceof Scalar scalar) || scalar.text().isBlank()) {
            problems.add(item.at(), "Here stands " + item.kind() + ".", "Expected what is accepted, by its name.");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }
}

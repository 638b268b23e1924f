package dorsal.knowledge;

import dorsal.clinical.Bend;
import dorsal.clinical.Figure;
import dorsal.clinical.Pose;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Sequence;
import dorsal.text.Fields;
import dorsal.text.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code figures.yaml}: the pictures of the exercises, where a folder has any. */
final class FigureReader {
    private static final Collection<String> BENDS =
            Arrays.stream(Bend.values()).map(Bend::code).distinct().toList();

    private final VocabularyFiles files;
    private final Problems problems;
    private final Collection<String> exercises;
    private final Map<String, Limit> limits = new HashMap<>();

    private FigureReader(VocabularyFiles files, Collection<String> exercises) {
        this.files = files;
        this.problems = files.problems();
        this.exercises = exercises;
    }

    /** Least and most that a joint bends, in degrees. */
    private record Limit(double least, double most) {}

    /** The figures by exercise; none where the folder has no such file. An exercise needs no figure. */
    static Map<String, Figure> read(VocabularyFiles files, Collection<String> exercises) {
        return files.findFields(KnowledgeFolder.FIGURES)
                .map(file -> new FigureReader(files, exercises).read(file))
                .orElse(Map.of());
    }

    private Map<String, Figure> read(Fields file) {
        file.require("limits");
        readLimits(file.map("limits", "least and most by joint"));
        Map<String, Figure> figures = new HashMap<>();
        files.rows(file, "figures", "a figure", this::figure)
                .forEach((id, figure) -> figure.ifPresent(read -> figures.put(id, read)));
        file.refuseOthers(KnowledgeFolder.FIGURES);
        return Map.copyOf(figures);
    }

    private void readLimits(Fields fields) {
        for (Entry entry : fields.entries()) {
            files.mustBe(entry.key(), entry.at(), "limits", BENDS);
            List<Double> ends = entry.value() instanceof Sequence range
                    ? range.items().stream()
                            .flatMap(end -> Fields.number(end).stream())
                            .toList()
                    : List.of();
            if (ends.size() != 2) {
                problems.add(
                        entry.value().at(),
                        "'%s' is %s.".formatted(entry.key(), entry.value().kind()),
                        "Expected [least, most] in degrees.");
            } else if (ends.get(0) > ends.get(1)) {
                problems.add(
                        entry.value().at(),
                        "The least of '%s' is more than the most.".formatted(entry.key()),
                        "Expected [least, most] in degrees.");
            } else {
                limits.put(entry.key(), new Limit(ends.get(0), ends.get(1)));
            }
        }
    }

    private Optional<Figure> figure(Fields row, String id) {
        int before = problems.size();
        if (!exercises.isEmpty()) {
            files.mustBe(id, row.valueAt("id"), "id", exercises);
        }
        String alt = row.text("alt");
        Figure.Between between = row.find("between").isPresent()
                ? files.enumOf(row, "between", Figure.Between.class)
                : Figure.Between.ARROW;
        List<DataNode> nodes = row.require("poses").isPresent() ? row.items("poses") : List.of();
        List<Pose> poses = new ArrayList<>();
        for (DataNode node : nodes) {
            new PoseReader(files, Fields.of(node, "a pose", problems)).read().ifPresent(pose -> {
                check(pose, node);
                poses.add(pose);
            });
        }
        if (problems.size() == before && (nodes.isEmpty() || nodes.size() > Figure.MOST_POSES)) {
            problems.add(
                    row.at("poses"),
                    "'poses' has %d poses.".formatted(nodes.size()),
                    "Expected 1 to %d.".formatted(Figure.MOST_POSES));
        }
        return problems.size() == before ? Optional.of(new Figure(alt, between, poses)) : Optional.empty();
    }

    /** A picture of what no body does, or of somebody in the floor, could hurt who copies it. */
    private void check(Pose pose, DataNode node) {
        if (pose.view() == Pose.View.SIDE) {
            for (Bend bend : Bend.values()) {
                Limit limit = limits.get(bend.code());
                double bent = bend.of(pose);
                if (limit != null && (bent < limit.least() || bent > limit.most())) {
                    problems.add(
                            node.at(),
                            "In this pose the %s is bent by %.0f degrees.".formatted(bend.words(), bent),
                            "Expected %.0f to %.0f, as 'limits' says.".formatted(limit.least(), limit.most()));
                }
            }
        }
        if (pose.floor()) {
            pose.joints().forEach((joint, point) -> {
                double gap = point.y() - joint.flesh();
                if (gap < -Pose.TOUCH) {
                    problems.add(
                            node.at(),
                            "In this pose '%s' is %.1f below the floor.".formatted(joint.code(), -gap),
                            "Expected nothing below the floor.");
                } else if (pose.resting().contains(joint) && gap > Pose.TOUCH) {
                    problems.add(
                            node.at(),
                            "In this pose '%s' is %.1f above the floor.".formatted(joint.code(), gap),
                            "Expected it on the floor, as 'rests' says.");
                }
            });
        }
    }
}

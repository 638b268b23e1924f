package dorsal.knowledge;

import dorsal.clinical.BodyPart;
import dorsal.clinical.Joint;
import dorsal.clinical.Point;
import dorsal.clinical.Pose;
import dorsal.clinical.Pose.Arrow;
import dorsal.clinical.Pose.Limb;
import dorsal.clinical.Pose.Place;
import dorsal.clinical.Pose.Prop;
import dorsal.clinical.Pose.PropKind;
import dorsal.clinical.Pose.View;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.Fields;
import dorsal.text.Problems;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one pose of a figure. */
final class PoseReader {
    private static final int HALF_TURN = 180;
    private static final int QUARTER_TURN = 90;
    private static final double FARTHEST = 300;
    private static final List<String> JOINTS =
            Arrays.stream(Joint.values()).map(Joint::code).toList();
    private static final List<String> PARTS =
            Arrays.stream(BodyPart.values()).map(BodyPart::code).toList();

    private static final List<String> LIMBS =
            Arrays.stream(Limb.values()).map(PoseReader::code).toList();

    private final VocabularyFiles files;
    private final Problems problems;
    private final Fields pose;
    private final Map<BodyPart, Double> directions = new EnumMap<>(BodyPart.class);

    PoseReader(VocabularyFiles files, Fields pose) {
        this.files = files;
        this.problems = files.problems();
        this.pose = pose;
    }

    /** The pose, or nothing when a problem of it was added. */
    Optional<Pose> read() {
        int before = problems.size();
        View view = pose.find("view").isPresent() ? files.enumOf(pose, "view", View.class) : View.SIDE;
        boolean upperBody = pose.flag("upper-body-only");
        boolean floor = pose.find("floor").isPresent() ? pose.flag("floor") : view != View.ABOVE && !upperBody;
        directions("back", BodyPart.LOWER_BACK, BodyPart.UPPER_BACK);
        pose.require("head")
                .flatMap(node -> degrees(node, "head"))
                .ifPresent(head -> directions.put(BodyPart.HEAD, head));
        bothSides(
                "arm",
                List.of(BodyPart.RIGHT_UPPER_ARM, BodyPart.RIGHT_FOREARM),
                List.of(BodyPart.LEFT_UPPER_ARM, BodyPart.LEFT_FOREARM));
        bothSides(
                "leg",
                List.of(BodyPart.RIGHT_THIGH, BodyPart.RIGHT_SHIN, BodyPart.RIGHT_FOOT),
                List.of(BodyPart.LEFT_THIGH, BodyPart.LEFT_SHIN, BodyPart.LEFT_FOOT));
        OptionalDouble face = pose.find("face")
                .flatMap(node -> degrees(node, "face"))
                .map(OptionalDouble::of)
                .orElseGet(() -> straightAhead(view));
        Set<Limb> pale = pale(view);
        Map<BodyPart, Double> shortened = shortened();
        pose.require("anchor");
        Fields anchor = pose.map("anchor", "a joint and where it is");
        Joint joint = files.oneOf(anchor, "joint", JOINTS).isEmpty() ? Joint.PELVIS : joint(anchor.text("joint"));
        Point at = new Point(coordinate(anchor, "x"), coordinate(anchor, "y"));
        anchor.refuseOthers("an anchor");
        Set<Joint> resting = new HashSet<>();
        files.eachOf(pose, "rests", JOINTS).forEach(code -> resting.add(joint(code)));
        List<Prop> props = pose.items("props").stream().map(this::prop).toList();
        List<Arrow> arrows = pose.items("arrows").stream().map(this::arrow).toList();
        pose.refuseOthers("a pose");
        return problems.size() == before
                ? Optional.of(new Pose(
                        view, directions, shortened, face, pale, upperBody, joint, at, floor, resting, props, arrows))
                : Optional.empty();
    }

    /** Straight out of the head, where the pose does not say otherwise. */
    private OptionalDouble straightAhead(View view) {
        double head = directions.getOrDefault(BodyPart.HEAD, 0.0);
        return switch (view) {
            case SIDE -> OptionalDouble.of(head - QUARTER_TURN);
            case ABOVE -> OptionalDouble.of(head);
            case FRONT, BACK -> OptionalDouble.empty();
        };
    }

    /** The limbs away from us, where the pose does not say otherwise. */
    private Set<Limb> pale(View view) {
        if (pose.find("pale").isEmpty()) {
            return view == View.SIDE ? Set.of(Limb.LEFT_ARM, Limb.LEFT_LEG) : Set.of();
        }
        List<String> codes = files.eachOf(pose, "pale", LIMBS);
        return Arrays.stream(Limb.values())
                .filter(limb -> codes.contains(code(limb)))
                .collect(Collectors.toSet());
    }

    private static String code(Limb limb) {
        return limb.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A limb of each side, or of both alike: {@code arms}. */
    private void bothSides(String limb, List<BodyPart> right, List<BodyPart> left) {
        if (pose.find(limb + "s").isPresent()) {
            directions(limb + "s", right.toArray(BodyPart[]::new));
            directions(limb + "s", left.toArray(BodyPart[]::new));
        } else {
            directions("right-" + limb, right.toArray(BodyPart[]::new));
            directions("left-" + limb, left.toArray(BodyPart[]::new));
        }
    }

    private void directions(String key, BodyPart... parts) {
        Optional<DataNode> value = pose.require(key);
        if (value.isEmpty()) {
            return;
        }
        List<DataNode> items = value.get() instanceof Sequence list ? list.items() : List.of();
        if (items.size() != parts.length) {
            problems.add(
                    value.get().at(),
                    "'%s' is %s.".formatted(key, kind(value.get())),
                    "Expected a list of %d directions in degrees: %s."
                            .formatted(
                                    parts.length,
                                    String.join(
                                            ", ",
                                            Arrays.stream(parts)
                                                    .map(part -> part.code().replaceFirst("^(right|left)-", ""))
                                                    .toList())));
            return;
        }
        for (int i = 0; i < parts.length; i++) {
            BodyPart part = parts[i];
            degrees(items.get(i), key).ifPresent(degrees -> directions.put(part, degrees));
        }
    }

    private static String kind(DataNode node) {
        return node instanceof Sequence list ? "a list of " + list.items().size() : node.kind();
    }

    private Optional<Double> degrees(DataNode node, String key) {
        return number(node, key, -HALF_TURN, HALF_TURN, "degrees from -180 to 180 (0 to the right, 90 up)");
    }

    private Optional<Double> number(DataNode node, String key, double least, double most, String expected) {
        Optional<Double> number = Fields.number(node).filter(value -> value >= least && value <= most);
        if (number.isEmpty()) {
            String found = node instanceof Scalar scalar ? "'" + scalar.text() + "'" : node.kind();
            problems.add(node.at(), "In '%s' stands %s.".formatted(key, found), "Expected " + expected + ".");
        }
        return number;
    }

    private double coordinate(Fields fields, String key) {
        return fields.require(key).map(node -> coordinate(node, key)).orElse(0.0);
    }

    private double coordinate(DataNode node, String key) {
        return number(node, key, -FARTHEST, FARTHEST, "hundredths of the body's height, -300 to 300")
                .orElse(0.0);
    }

    private Map<BodyPart, Double> shortened() {
        Map<BodyPart, Double> shortened = new EnumMap<>(BodyPart.class);
        Fields fields = pose.map("shortened", "how much is seen, by part of the body");
        for (Entry entry : fields.entries()) {
            files.mustBe(entry.key(), entry.at(), "shortened", PARTS);
            Optional<Double> seen = number(entry.value(), entry.key(), 0, 1, "how much of it is seen, 0 to 1");
            Arrays.stream(BodyPart.values())
                    .filter(part -> part.code().equals(entry.key()))
                    .findFirst()
                    .ifPresent(part -> shortened.put(part, seen.orElse(1.0)));
        }
        return shortened;
    }

    private Prop prop(DataNode node) {
        Fields fields = Fields.of(node, "a prop", problems);
        PropKind kind = files.enumOf(fields, "kind", PropKind.class);
        Prop prop;
        if (fields.find("at").isPresent()) {
            Place place = place(fields, "at");
            prop = new Prop(kind, place, place);
        } else {
            prop = new Prop(kind, place(fields, "from"), place(fields, "to"));
        }
        fields.refuseOthers("a prop");
        return prop;
    }

    private Arrow arrow(DataNode node) {
        Fields fields = Fields.of(node, "an arrow", problems);
        double bend =
                fields.find("bend").map(value -> coordinate(value, "bend")).orElse(0.0);
        Arrow arrow = new Arrow(place(fields, "from"), place(fields, "to"), bend);
        fields.refuseOthers("an arrow");
        return arrow;
    }

    /** A joint; a point [x, y]; or a joint moved a little [joint, x, y]. */
    private Place place(Fields fields, String key) {
        Optional<DataNode> value = fields.require(key);
        if (value.isEmpty()) {
            return new Place.AtPoint(new Point(0, 0));
        }
        if (value.get() instanceof Sequence list) {
            List<DataNode> items = list.items();
            if (items.size() == 2) {
                return new Place.AtPoint(new Point(coordinate(items.get(0), key), coordinate(items.get(1), key)));
            }
            if (items.size() == 3 && items.get(0) instanceof Scalar name) {
                return atJoint(name, key, new Point(coordinate(items.get(1), key), coordinate(items.get(2), key)));
            }
        } else if (value.get() instanceof Scalar name) {
            return atJoint(name, key, new Point(0, 0));
        }
        problems.add(
                value.get().at(),
                "'%s' is %s.".formatted(key, kind(value.get())),
                "Expected a joint, [x, y] or [joint, x, y].");
        return new Place.AtPoint(new Point(0, 0));
    }

    private Place atJoint(Scalar name, String key, Point moved) {
        files.mustBe(name.text(), name.at(), key, JOINTS);
        return new Place.AtJoint(joint(name.text()), moved);
    }

    /** The joint of a code; a stand-in for a code that was reported. */
    private static Joint joint(String code) {
        return Arrays.stream(Joint.values())
                .filter(joint -> joint.code().equals(code))
                .findFirst()
                .orElse(Joint.PELVIS);
    }
}

package dorsal.clinical;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A body at one moment, seen from one side, with the things around it.
 *
 * @param view from where it is seen
 * @param directions for each part of the body where it points: degrees, 0 to the right, 90 up
 * @param shortened for parts that point towards or away from whoever looks, how much of their length is seen: 0 to 1
 * @param face where the nose points, in degrees; nothing where no nose is seen
 * @param pale the limbs that are drawn pale, because they are farther away than the rest
 * @param upperBody only the upper body is drawn, and so larger
 * @param anchor the joint whose place is given; all others follow from it
 * @param anchorAt where that joint is
 * @param floor the pose has a floor at height 0
 * @param resting the joints that touch the floor
 * @param props the things around the body
 * @param arrows which way something moves
 */
public record Pose(
        View view,
        Map<BodyPart, Double> directions,
        Map<BodyPart, Double> shortened,
        OptionalDouble face,
        Set<Limb> pale,
        boolean upperBody,
        Joint anchor,
        Point anchorAt,
        boolean floor,
        Set<Joint> resting,
        List<Prop> props,
        List<Arrow> arrows) {
    /** How far from the floor counts as on it, in hundredths of the height. */
    public static final double TOUCH = 2;

    /** Half the width of the shoulders and of the hips where they are not seen from the side. */
    private static final double SHOULDERS = 9;

    private static final double HIPS = 5;

    public Pose {
        directions = Map.copyOf(directions);
        shortened = Map.copyOf(shortened);
        pale = Set.copyOf(pale);
        resting = Set.copyOf(resting);
        props = List.copyOf(props);
        arrows = List.copyOf(arrows);
        if (directions.size() < BodyPart.values().length) {
            throw new IllegalArgumentException("A pose needs a direction for each part of the body.");
        }
    }

    /**
     * From where a body is seen. From the side it faces right. From above, the directions of the back and the head are
     * those in which hips, chest and face look.
     */
    public enum View {
        SIDE,
        FRONT,
        BACK,
        ABOVE
    }

    /** An arm or a leg. */
    public enum Limb {
        RIGHT_ARM,
        LEFT_ARM,
        RIGHT_LEG,
        LEFT_LEG
    }

    /** What stands around a body or is held. */
    public enum PropKind {
        WALL,
        BOX,
        CHAIR,
        STOOL,
        TABLE,
        BAR,
        HANDLE,
        BAND,
        WHEEL,
        WATER,
        BARBELL,
        DUMBBELL,
        KETTLEBELL
    }

    /**
     * A thing around the body.
     *
     * @param from where it begins, or its middle
     * @param to where it ends; the same for a thing that has one place only
     */
    public record Prop(PropKind kind, Place from, Place to) {}

    /**
     * Which way something moves.
     *
     * @param bend how far the arrow swings to the left of the straight way, in hundredths of the height; may be negative
     */
    public record Arrow(Place from, Place to, double bend) {}

    /** A joint of the body, moved a little; or, without a joint, a point. */
    public sealed interface Place {
        /** A joint, wherever the pose has it. */
        record AtJoint(Joint joint, Point moved) implements Place {}

        /** A point of the picture. */
        record AtPoint(Point point) implements Place {}
    }

    /** Where a part of the body points, in degrees. */
    public double direction(BodyPart part) {
        Double direction = directions.get(part);
        if (direction == null) {
            throw new IllegalStateException("No direction for " + part + ".");
        }
        return direction;
    }

    /** Where every joint is. */
    public Map<Joint, Point> joints() {
        Map<Joint, Point> joints = new EnumMap<>(Joint.class);
        joints.put(Joint.PELVIS, new Point(0, 0));
        for (BodyPart part : BodyPart.values()) {
            Point from = joints.computeIfAbsent(part.from(), joint -> beside(joint, joints));
            joints.put(part.to(), from.towards(direction(part), seenLength(part)));
        }
        Point unmoved = at(anchor, joints);
        joints.replaceAll((joint, point) -> point.plus(anchorAt.x() - unmoved.x(), anchorAt.y() - unmoved.y()));
        return joints;
    }

    /** Where a place of this pose is. */
    public Point at(Place place) {
        if (place instanceof Place.AtJoint at) {
            return at(at.joint(), joints()).plus(at.moved().x(), at.moved().y());
        }
        return ((Place.AtPoint) place).point();
    }

    private static Point at(Joint joint, Map<Joint, Point> joints) {
        Point point = joints.get(joint);
        if (point == null) {
            throw new IllegalStateException("No place for " + joint + ".");
        }
        return point;
    }

    private double seenLength(BodyPart part) {
        boolean towardsUs = view == View.ABOVE
                && (part == BodyPart.LOWER_BACK || part == BodyPart.UPPER_BACK || part == BodyPart.HEAD);
        return towardsUs ? 0 : part.length() * shortened.getOrDefault(part, 1.0);
    }

    /** A shoulder or hip, which lies beside the back unless the body is seen from the side. */
    private Point beside(Joint joint, Map<Joint, Point> joints) {
        boolean shoulder = joint == Joint.RIGHT_SHOULDER || joint == Joint.LEFT_SHOULDER;
        boolean right = joint == Joint.RIGHT_SHOULDER || joint == Joint.RIGHT_HIP;
        Point middle = at(shoulder ? Joint.CHEST : Joint.PELVIS, joints);
        double back = direction(shoulder ? BodyPart.UPPER_BACK : BodyPart.LOWER_BACK);
        double away = shoulder ? SHOULDERS : HIPS;
        double turn = right ? 90 : -90;
        return switch (view) {
            case SIDE -> middle;
            case FRONT -> middle.towards(back + turn, away);
            case BACK, ABOVE -> middle.towards(back - turn, away);
        };
    }
}

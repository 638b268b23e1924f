package dorsal.report;

import dorsal.clinical.Joint;
import dorsal.clinical.Point;
import dorsal.clinical.Pose;
import dorsal.clinical.Pose.Arrow;
import dorsal.clinical.Pose.Limb;
import dorsal.clinical.Pose.Prop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Draws one pose: what stands behind, the far limbs, the trunk and head, the near limbs, what is held, the arrows. */
final class PoseDrawing {
    private static final double FAR = 0.35;
    private static final double TRUNK = 0.5;
    private static final double THINGS = 0.5;
    private static final double ARM = 5.5;
    private static final double LEG = 7;
    private static final double FOOT = 5;
    private static final double BACK = 12;
    private static final double HEEL = 2.5;
    private static final double SEAT_BACK = 30;
    private static final double WAVE = 12;

    private final Pen pen = new Pen();
    private final Pose pose;
    private final Map<Joint, Point> joints;

    private PoseDrawing(Pose pose) {
        this.pose = pose;
        this.joints = pose.joints();
    }

    static Pen draw(Pose pose) {
        PoseDrawing drawing = new PoseDrawing(pose);
        drawing.draw();
        return drawing.pen;
    }

    private void draw() {
        pen.open(THINGS);
        pose.props().stream().filter(prop -> !isHeld(prop)).forEach(this::prop);
        pen.close();
        switch (pose.view()) {
            case SIDE -> {
                limbs(Limb.LEFT_LEG, Limb.LEFT_ARM);
                trunk();
                limbs(Limb.RIGHT_LEG, Limb.RIGHT_ARM);
            }
            case FRONT -> {
                trunk();
                limbs(Limb.LEFT_LEG, Limb.RIGHT_LEG, Limb.LEFT_ARM, Limb.RIGHT_ARM);
            }
            case BACK, ABOVE -> {
                limbs(Limb.LEFT_LEG, Limb.RIGHT_LEG);
                trunk();
                limbs(Limb.LEFT_ARM, Limb.RIGHT_ARM);
            }
        }
        pose.props().stream().filter(PoseDrawing::isHeld).forEach(this::prop);
        pose.arrows().forEach(this::arrow);
        if (pose.floor()) {
            floor();
        }
    }

    private void floor() {
        double left = pen.extent().left() - 2;
        double right = pen.extent().right() + 2;
        pen.open(THINGS);
        pen.line(1.5, new Point(left, -0.8), new Point(right, -0.8));
        pen.close();
    }

    // ---- the body

    private Point at(Joint joint) {
        Point point = joints.get(joint);
        if (point == null) {
            throw new IllegalStateException("No place for " + joint + ".");
        }
        return point;
    }

    /** Limbs one before the other; the pale among them are one stroke where they overlap. */
    private void limbs(Limb... limbs) {
        List<Limb> pale = Arrays.stream(limbs).filter(pose.pale()::contains).toList();
        if (!pale.isEmpty()) {
            pen.open(FAR);
            pale.forEach(this::limb);
            pen.close();
        }
        Arrays.stream(limbs).filter(limb -> !pale.contains(limb)).forEach(this::limb);
    }

    private void limb(Limb limb) {
        switch (limb) {
            case LEFT_ARM -> arm(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_HAND);
            case RIGHT_ARM -> arm(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_HAND);
            case LEFT_LEG -> leg(Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE, Joint.LEFT_TOES);
            case RIGHT_LEG -> leg(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, Joint.RIGHT_TOES);
        }
    }

    private void arm(Joint shoulder, Joint elbow, Joint hand) {
        pen.line(ARM, List.of(at(shoulder), at(elbow), at(hand)));
    }

    private void leg(Joint hip, Joint knee, Joint ankle, Joint toes) {
        if (pose.upperBody()) {
            return;
        }
        Point heel = at(ankle).towards(direction(at(toes), at(ankle)), HEEL);
        boolean seen = at(ankle).distanceTo(at(toes)) > 1;
        pen.line(LEG, List.of(at(hip), at(knee), at(ankle)));
        pen.line(FOOT, seen ? heel : at(ankle), at(toes));
    }

    private static double direction(Point from, Point to) {
        return Math.toDegrees(Math.atan2(to.y() - from.y(), to.x() - from.x()));
    }

    /** The back and the head on it. */
    private void trunk() {
        pen.open(TRUNK);
        switch (pose.view()) {
            case SIDE -> {
                pen.curve(BACK, at(Joint.PELVIS), at(Joint.WAIST), at(Joint.CHEST));
                pen.line(ARM, at(Joint.CHEST), at(Joint.HEAD));
            }
            case FRONT, BACK -> {
                pen.shape(
                        LEG,
                        List.of(
                                at(Joint.RIGHT_SHOULDER),
                                at(Joint.LEFT_SHOULDER),
                                at(Joint.LEFT_HIP),
                                at(Joint.RIGHT_HIP)));
                pen.line(ARM, at(Joint.CHEST), at(Joint.HEAD));
            }
            case ABOVE -> {
                pen.line(BACK, at(Joint.RIGHT_HIP), at(Joint.LEFT_HIP));
                pen.line(BACK, at(Joint.RIGHT_SHOULDER), at(Joint.LEFT_SHOULDER));
            }
        }
        pen.close();
        head();
    }

    private void head() {
        Point middle = at(Joint.HEAD);
        double size = Joint.HEAD.flesh();
        pen.disc(middle, size);
        pose.face()
                .ifPresent(face -> pen.shape(
                        1.5,
                        List.of(
                                middle.towards(face + 22, size - 1),
                                middle.towards(face - 3, size + 1.8),
                                middle.towards(face - 22, size - 1))));
    }

    // ---- things

    /** True for what is in front of the body; the rest stands behind it. */
    private static boolean isHeld(Prop prop) {
        return switch (prop.kind()) {
            case HANDLE, BAND, BARBELL, DUMBBELL, KETTLEBELL -> true;
            case WALL, BOX, CHAIR, STOOL, TABLE, BAR, WHEEL, WATER -> false;
        };
    }

    private void prop(Prop prop) {
        Point from = pose.at(prop.from());
        Point to = pose.at(prop.to());
        switch (prop.kind()) {
            case WALL -> pen.line(4, from, to);
            case BOX -> pen.box(from, to);
            case CHAIR -> {
                pen.line(2.5, List.of(from.plus(-3, SEAT_BACK), from, new Point(from.x() - 1, 1)));
                pen.line(2.5, List.of(from, to, new Point(to.x() + 1, 1)));
            }
            case STOOL -> pen.line(2.5, List.of(new Point(from.x(), 1), from, to, new Point(to.x(), 1)));
            case TABLE -> {
                pen.line(4, from, to);
                pen.line(2.5, from.plus(2, 0), new Point(from.x() + 2, 1));
                pen.line(2.5, to.plus(-2, 0), new Point(to.x() - 2, 1));
            }
            case BAR, HANDLE -> pen.line(2.5, from, to);
            case BAND -> pen.line(1.8, from, to);
            case WHEEL -> pen.ring(2.5, from, from.distanceTo(to));
            case WATER -> waves(from, to);
            case BARBELL -> {
                pen.open(THINGS);
                pen.ring(3, from, 10);
                pen.close();
                pen.disc(from, 2.5);
            }
            case DUMBBELL -> {
                pen.line(2.5, from.plus(-5, 0), from.plus(5, 0));
                pen.line(4.5, from.plus(-5, -2), from.plus(-5, 2));
                pen.line(4.5, from.plus(5, -2), from.plus(5, 2));
            }
            case KETTLEBELL -> {
                pen.ring(2, from.plus(0, -3), 3.5);
                pen.disc(from.plus(0, -10), 5.5);
            }
        }
    }

    private void waves(Point from, Point to) {
        List<Point> crests = new ArrayList<>();
        for (double x = from.x(); x <= to.x(); x += WAVE) {
            crests.add(new Point(x, from.y()));
        }
        for (int i = 1; i < crests.size(); i++) {
            Point before = crests.get(i - 1);
            pen.curve(1.8, before, before.plus(WAVE / 2, i % 2 == 0 ? 2 : -2), crests.get(i));
        }
    }

    private void arrow(Arrow arrow) {
        Point from = pose.at(arrow.from());
        Point to = pose.at(arrow.to());
        double way = direction(from, to);
        Point through = new Point((from.x() + to.x()) / 2, (from.y() + to.y()) / 2).towards(way + 90, arrow.bend());
        pen.curve(ArrowHead.WIDTH, from, through, to);
        double length = Math.max(1, from.distanceTo(to));
        double turn = Math.toDegrees(Math.atan2(4 * arrow.bend(), length));
        ArrowHead.draw(pen, to, way - turn);
    }
}

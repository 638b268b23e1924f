package dorsal.report;

import dorsal.clinical.Point;
import java.util.List;

/** The tip of an arrow. */
final class ArrowHead {
    static final double WIDTH = 2;
    private static final double LENGTH = 5;
    private static final double SPREAD = 145;

    private ArrowHead() {}

    /** A tip at a point, for an arrow that goes in a direction (degrees). */
    static void draw(Pen pen, Point tip, double direction) {
        pen.line(WIDTH, List.of(tip.towards(direction + SPREAD, LENGTH), tip, tip.towards(direction - SPREAD, LENGTH)));
    }
}

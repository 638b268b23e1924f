package dorsal.report;

import dorsal.clinical.Point;

/** The part of the plane that a drawing covers; y counts up. */
final class Extent {
    private double left = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double bottom = Double.POSITIVE_INFINITY;
    private double top = Double.NEGATIVE_INFINITY;

    void cover(Point point, double around) {
        left = Math.min(left, point.x() - around);
        right = Math.max(right, point.x() + around);
        bottom = Math.min(bottom, point.y() - around);
        top = Math.max(top, point.y() + around);
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    double top() {
        return top;
    }

    double width() {
        return right - left;
    }

    double height() {
        return top - bottom;
    }

    double bottom() {
        return bottom;
    }
}

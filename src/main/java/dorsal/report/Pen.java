package dorsal.report;

import dorsal.clinical.Point;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Draws lines and shapes as SVG elements. Colours are the text's own, so that a drawing suits light and dark pages; only
 * presentation attributes are used, because pages forbid inline style. Points count up, SVG counts down.
 */
final class Pen {
    private final StringBuilder svg = new StringBuilder();
    private final Extent extent = new Extent();

    Extent extent() {
        return extent;
    }

    String svg() {
        return svg.toString();
    }

    /** Opens a group that is seen through: 0 not at all, 1 in full. Overlapping strokes in it do not add up. */
    void open(double opacity) {
        svg.append("<g opacity=\"").append(number(opacity)).append("\">");
    }

    void close() {
        svg.append("</g>");
    }

    /** Straight lines from point to point. */
    void line(double width, List<Point> points) {
        StringJoiner joined = new StringJoiner(" ");
        for (Point point : points) {
            extent.cover(point, width / 2);
            joined.add(pair(point));
        }
        svg.append("<polyline points=\"%s\" stroke-width=\"%s\"/>".formatted(joined, number(width)));
    }

    void line(double width, Point from, Point to) {
        line(width, List.of(from, to));
    }

    /** A curve that passes through a point halfway. */
    void curve(double width, Point from, Point through, Point to) {
        Point control = new Point(2 * through.x() - (from.x() + to.x()) / 2, 2 * through.y() - (from.y() + to.y()) / 2);
        for (Point point : List.of(from, through, to)) {
            extent.cover(point, width / 2);
        }
        svg.append("<path d=\"M%sQ%s %s\" stroke-width=\"%s\"/>"
                .formatted(pair(from), pair(control), pair(to), number(width)));
    }

    /** A filled shape with a rounded rim. */
    void shape(double rim, List<Point> points) {
        StringJoiner joined = new StringJoiner(" ");
        for (Point point : points) {
            extent.cover(point, rim / 2);
            joined.add(pair(point));
        }
        svg.append("<polygon points=\"%s\" fill=\"currentColor\" stroke-width=\"%s\"/>".formatted(joined, number(rim)));
    }

    /** A pale box between two corners. */
    void box(Point corner, Point opposite) {
        extent.cover(corner, 1);
        extent.cover(opposite, 1);
        svg.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\" fill=\"currentColor\" fill-opacity=\"0.2\""
                        .formatted(
                                number(Math.min(corner.x(), opposite.x())),
                                number(-Math.max(corner.y(), opposite.y())),
                                number(Math.abs(corner.x() - opposite.x())),
                                number(Math.abs(corner.y() - opposite.y()))));
        svg.append(" stroke-width=\"1.5\"/>");
    }

    void ring(double width, Point middle, double radius) {
        circle(middle, radius, " stroke-width=\"" + number(width) + "\"", radius + width / 2);
    }

    void disc(Point middle, double radius) {
        circle(middle, radius, " fill=\"currentColor\" stroke=\"none\"", radius);
    }

    private void circle(Point middle, double radius, String paint, double covered) {
        extent.cover(middle, covered);
        svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>"
                .formatted(number(middle.x()), number(-middle.y()), number(radius), paint));
    }

    private static String pair(Point point) {
        return number(point.x()) + "," + number(-point.y());
    }

    /** With one decimal at most. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return plain.equals("-0") ? "0" : plain;
    }
}

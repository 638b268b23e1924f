package dorsal.report;

import dorsal.clinical.Figure;
import dorsal.clinical.Point;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Draws a figure as an SVG picture that stands by itself: no style, no script, no font, nothing from elsewhere. */
public final class FigureDrawing {
    private static final double GAP = 24;
    private static final double MARGIN = 3;
    private static final double ARROW = 14;
    private static final double SPACE_WIDTH = 4;
    private static final double SPACE_HEIGHT = 3;

    /** Several times what the rules in use have. */
    private static final int MOST_KEPT = 500;

    /** Drawing takes as long as the rest of a page, and every page has many. */
    private static final Map<Figure, String> DRAWN = new ConcurrentHashMap<>();

    private FigureDrawing() {}

    /** The picture as an SVG element; its poses are drawn to one scale, its strokes in the colour of the text. */
    public static String svg(Figure figure) {
        String known = DRAWN.get(figure);
        if (known != null) {
            return known;
        }
        if (DRAWN.size() >= MOST_KEPT) {
            DRAWN.clear(); // figures of rules that are not in use any more
        }
        String drawn = draw(figure);
        DRAWN.put(figure, drawn);
        return drawn;
    }

    private static String draw(Figure figure) {
        List<Pen> poses = figure.poses().stream().map(PoseDrawing::draw).toList();
        DoubleSummaryStatistics widths =
                poses.stream().mapToDouble(pose -> pose.extent().width()).summaryStatistics();
        DoubleSummaryStatistics heights =
                poses.stream().mapToDouble(pose -> pose.extent().height()).summaryStatistics();
        double gaps = GAP * (poses.size() - 1);
        boolean row =
                scale(widths.getSum() + gaps, heights.getMax()) >= scale(widths.getMax(), heights.getSum() + gaps);
        return row ? sideBySide(figure, poses) : stacked(figure, poses);
    }

    /** How large a picture can be in the space that a handout has for it. */
    private static double scale(double width, double height) {
        return Math.min(SPACE_WIDTH / width, SPACE_HEIGHT / height);
    }

    /** Poses on one floor. */
    private static String sideBySide(Figure figure, List<Pen> poses) {
        StringBuilder drawn = new StringBuilder();
        Extent whole = new Extent();
        double top =
                poses.stream().mapToDouble(pose -> pose.extent().top()).max().orElse(0);
        double bottom =
                poses.stream().mapToDouble(pose -> pose.extent().bottom()).min().orElse(0);
        double x = 0;
        for (Pen pose : poses) {
            if (x > 0) {
                between(figure, new Point(x + GAP / 2, (top + bottom) / 2), 0, drawn);
                x += GAP;
            }
            put(pose, new Point(x - pose.extent().left(), 0), drawn, whole);
            x += pose.extent().width();
        }
        return picture(figure, drawn, whole);
    }

    /** One pose below the other. */
    private static String stacked(Figure figure, List<Pen> poses) {
        StringBuilder drawn = new StringBuilder();
        Extent whole = new Extent();
        double widest =
                poses.stream().mapToDouble(pose -> pose.extent().width()).max().orElse(0);
        double y = 0;
        for (Pen pose : poses) {
            if (y < 0) {
                between(figure, new Point(widest / 2, y - GAP / 2), -90, drawn);
                y -= GAP;
            }
            Extent extent = pose.extent();
            put(pose, new Point((widest - extent.width()) / 2 - extent.left(), y - extent.top()), drawn, whole);
            y -= extent.height();
        }
        return picture(figure, drawn, whole);
    }

    private static void put(Pen pose, Point moved, StringBuilder drawn, Extent whole) {
        Extent extent = pose.extent();
        whole.cover(new Point(extent.left() + moved.x(), extent.top() + moved.y()), 0);
        whole.cover(new Point(extent.right() + moved.x(), extent.bottom() + moved.y()), 0);
        drawn.append("<g transform=\"translate(%s %s)\">%s</g>"
                .formatted(Pen.number(moved.x()), Pen.number(-moved.y()), pose.svg()));
    }

    private static void between(Figure figure, Point middle, double direction, StringBuilder drawn) {
        if (figure.between() == Figure.Between.NOTHING) {
            return;
        }
        Pen pen = new Pen();
        Point tip = middle.towards(direction, ARROW / 2);
        Point tail = middle.towards(direction, -ARROW / 2);
        pen.line(ArrowHead.WIDTH, List.of(tail, tip));
        ArrowHead.draw(pen, tip, direction);
        if (figure.between() == Figure.Between.BOTH_WAYS) {
            ArrowHead.draw(pen, tail, direction + 180);
        }
        drawn.append(pen.svg());
    }

    private static String picture(Figure figure, StringBuilder drawn, Extent whole) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="%s %s %s %s" role="img" fill="none" \
                stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">\
                <title>%s</title>%s</svg>""".formatted(
                        Pen.number(whole.left() - MARGIN),
                        Pen.number(-whole.top() - MARGIN),
                        Pen.number(whole.width() + 2 * MARGIN),
                        Pen.number(whole.height() + 2 * MARGIN),
                        escaped(figure.alt()),
                        drawn);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

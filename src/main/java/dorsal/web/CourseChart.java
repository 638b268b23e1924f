package dorsal.web;

import dorsal.clinical.Numbers;
import dorsal.clinical.Profile;
import dorsal.course.Course;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pain, effort and adherence over the visits, as lines of an SVG drawn here and as the table beside it. */
final class CourseChart {
    private static final double LEFT = 34;
    private static final double WIDTH = 560;
    private static final double BOTTOM = 190;
    private static final double HEIGHT = 170;
    private static final int SCALE = 10;

    private CourseChart() {}

    /** One visit on the chart: pain and effort 0 to 10, adherence in percent. */
    private record Point(Course.Visit visit, double x, Optional<Double> effort) {}

    static View of(Course course, List<Profile> profiles) {
        Map<LocalDateTime, Optional<Double>> efforts =
                profiles.stream().collect(Collectors.toMap(Profile::at, CourseChart::effort, (one, other) -> other));
        long span = Math.max(
                1,
                ChronoUnit.HOURS.between(
                        course.visits().get(0).at(),
                        course.visits().get(course.visits().size() - 1).at()));
        List<Point> points = course.visits().stream()
                .map(visit -> new Point(
                        visit,
                        LEFT
                                + WIDTH
                                        * ChronoUnit.HOURS.between(
                                                course.visits().get(0).at(), visit.at())
                                        / span,
                        efforts.getOrDefault(visit.at(), Optional.empty())))
                .toList();
        List<View> series = new ArrayList<>();
        add(series, "pain", "Pain, 0 to 10", points, point -> point.visit().pain());
        add(series, "effort", "Mean effort of training, 0 to 10", points, Point::effort);
        add(
                series,
                "adherence",
                "Adherence, in tens of percent",
                points,
                point -> point.visit().adherence().map(percent -> percent / SCALE));
        List<View> rows = points.stream()
                .map(point -> View.of("date", Moments.day(point.visit().at()))
                        .with("urgency", point.visit().urgency().code())
                        .with(
                                "urgency-words",
                                AnswerView.urgencyWords(point.visit().urgency()))
                        .with("pain", point.visit().pain().map(Numbers::plain))
                        .with("effort", point.effort().map(effort -> "%.1f".formatted(effort)))
                        .with("adherence", point.visit().adherence().map(percent -> Numbers.plain(percent) + " %")))
                .toList();
        List<View> lines = new ArrayList<>();
        for (int value = 0; value <= SCALE; value += 2) {
            lines.add(View.of("y", number(y(value))).with("value", value).with("text-y", number(y(value) + 4)));
        }
        return new View()
                .list("series", series)
                .list("visits", rows)
                .list("lines", lines)
                .with("drawn", course.visits().size() > 1 && !series.isEmpty())
                .with("from", Moments.day(course.visits().get(0).at()))
                .with(
                        "to",
                        Moments.day(
                                course.visits().get(course.visits().size() - 1).at()));
    }

    private static Optional<Double> effort(Profile profile) {
        OptionalDouble mean = profile.trainingLog().stream()
                .filter(workout -> workout.effort().isPresent())
                .mapToInt(workout -> workout.effort().getAsInt())
                .average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    private static void add(
            List<View> series, String code, String name, List<Point> points, Function<Point, Optional<Double>> value) {
        List<View> dots = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (Point point : points) {
            value.apply(point).ifPresent(found -> {
                String x = number(point.x());
                String y = number(y(found));
                line.append(x).append(',').append(y).append(' ');
                dots.add(View.of("x", x)
                        .with("y", y)
                        .with("square-x", number(point.x() - 4))
                        .with("square-y", number(y(found) - 4)));
            });
        }
        if (!dots.isEmpty()) {
            series.add(View.of("code", code)
                    .with("name", name)
                    .with("line", line.toString().strip())
                    .with("square", code.equals("effort"))
                    .list("dots", dots));
        }
    }

    private static double y(double value) {
        return BOTTOM - HEIGHT * value / SCALE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

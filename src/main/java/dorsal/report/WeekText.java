package dorsal.report;

import dorsal.programme.Week;
import dorsal.programme.Week.Day;
import dorsal.programme.Week.Item;
import dorsal.report.Page.Style;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A week for a terminal: days that hold the same stand together. */
final class WeekText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private final Week week;
    private final Page page;

    private WeekText(Week week, Page page) {
        this.week = week;
        this.page = page;
    }

    static void write(Week week, Page page) {
        new WeekText(week, page).write();
    }

    private void write() {
        if (week.withheld().isPresent()) {
            page.line(Style.CAUTION, "WEEK: nothing is planned");
            page.paragraph("  ", week.withheld().get()).blank();
            return;
        }
        page.heading("WEEK");
        week.adjustment()
                .ifPresent(adjustment -> page.paragraph(
                        "  ",
                        Wording.adjustment(adjustment.effect()) + ": " + adjustment.why() + " [" + adjustment.rule()
                                + "]"));
        alike().values().forEach(this::days);
        if (!week.unmet().isEmpty()) {
            page.line(Style.CAUTION, "  Missing for a balanced week:");
            week.unmet()
                    .forEach(unmet ->
                            page.paragraph("    - ", unmet.what() + ": " + unmet.why() + " [" + unmet.rule() + "]"));
        }
        page.blank();
    }

    private Map<List<String>, List<Day>> alike() {
        Map<List<String>, List<Day>> alike = new LinkedHashMap<>();
        for (Day day : week.days()) {
            List<String> lines = day.items().stream().map(WeekText::line).toList();
            alike.computeIfAbsent(lines, key -> new ArrayList<>()).add(day);
        }
        return alike;
    }

    private void days(List<Day> days) {
        String names = days.stream().map(day -> DAY.format(day.date())).collect(Collectors.joining(", "));
        Day first = days.get(0);
        if (first.rest()) {
            page.line(Style.GOOD, "  " + names + ": rest");
            return;
        }
        page.line(Style.HEADING, "  " + names + (first.session() ? ": session" : ": gentle day"));
        first.items().forEach(item -> {
            page.paragraph("    - ", line(item));
            item.condition().ifPresent(condition -> page.paragraph(Style.CAUTION, "      with care: ", condition));
        });
    }

    private static String line(Item item) {
        return item.part().name() + ": " + item.verdict().exercise().name() + ", "
                + DoseWords.of(item.dose(), item.verdict().exercise().eachSide()) + " [" + item.rule() + "]";
    }
}

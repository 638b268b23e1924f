package dorsal.report;

import dorsal.programme.Week;
import dorsal.programme.Week.Day;
import dorsal.programme.Week.Item;
import dorsal.programme.Week.Unmet;
import tools.jackson.core.JsonGenerator;

/** A week as JSON, in the spelling of the contract. */
final class WeekJson {
    private final Json json;

    private WeekJson(Json json) {
        this.json = json;
    }

    /** Writes the property {@code week}. */
    static void write(Week week, JsonGenerator generator) {
        Json json = new Json(generator);
        json.object("week", () -> new WeekJson(json).week(week));
    }

    private void week(Week week) {
        json.textOrNull("withheld", week.withheld());
        json.objects("days", week.days(), this::day);
        json.objects("unmet", week.unmet(), this::unmet);
        week.adjustment()
                .ifPresent(adjustment -> json.object("adjustment", () -> {
                    json.text("change", adjustment.effect().code());
                    json.text("why", adjustment.why());
                    json.text("rule", adjustment.rule());
                }));
    }

    private void day(Day day) {
        json.number("day", day.day());
        json.text("date", day.date().toString());
        json.flag("rest", day.rest());
        json.objects("items", day.items(), this::item);
    }

    private void item(Item item) {
        json.text("exercise", item.exercise());
        json.text("part", item.part().code());
        json.object("dose", () -> item.dose().forEach(json::number));
        if (item.verdict().exercise().eachSide()) {
            json.flag("eachSide", true);
        }
        json.textOrNull("condition", item.condition());
        json.text("rule", item.rule());
        json.text("why", item.why());
    }

    private void unmet(Unmet unmet) {
        json.text("what", unmet.what());
        json.text("why", unmet.why());
        json.text("rule", unmet.rule());
    }
}

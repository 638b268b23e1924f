package dorsal.report;

import dorsal.programme.Week;
import dorsal.programme.Week.Day;
import dorsal.programme.Week.Item;
import dorsal.programme.Week.Unmet;
import tools.jackson.core.JsonGenerator;

/** A week as JSON, in the spelling of the contract. */
final class WeekJson {
    private final JsonGenerator json;

    private WeekJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the property {@code week}. */
    static void write(Week week, JsonGenerator json) {
        new WeekJson(json).week(week);
    }

    private void week(Week week) {
        json.writeObjectPropertyStart("week");
        json.writeName("withheld");
        week.withheld().ifPresentOrElse(json::writeString, json::writeNull);
        json.writeArrayPropertyStart("days");
        week.days().forEach(this::day);
        json.writeEndArray();
        json.writeArrayPropertyStart("unmet");
        week.unmet().forEach(this::unmet);
        json.writeEndArray();
        week.adjustment().ifPresent(adjustment -> {
            json.writeObjectPropertyStart("adjustment");
            json.writeStringProperty("change", adjustment.effect().code());
            json.writeStringProperty("why", adjustment.why());
            json.writeStringProperty("rule", adjustment.rule());
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void day(Day day) {
        json.writeStartObject();
        json.writeNumberProperty("day", day.day());
        json.writeStringProperty("date", day.date().toString());
        json.writeBooleanProperty("rest", day.rest());
        json.writeArrayPropertyStart("items");
        day.items().forEach(this::item);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void item(Item item) {
        json.writeStartObject();
        json.writeStringProperty("exercise", item.exercise());
        json.writeStringProperty("part", item.part().code());
        json.writeObjectPropertyStart("dose");
        item.dose().forEach((amount, value) -> {
            if (value == Math.rint(value)) {
                json.writeNumberProperty(amount, value.longValue());
            } else {
                json.writeNumberProperty(amount, value);
            }
        });
        json.writeEndObject();
        if (item.verdict().exercise().eachSide()) {
            json.writeBooleanProperty("eachSide", true);
        }
        json.writeName("condition");
        item.condition().ifPresentOrElse(json::writeString, json::writeNull);
        json.writeStringProperty("rule", item.rule());
        json.writeStringProperty("why", item.why());
        json.writeEndObject();
    }

    private void unmet(Unmet unmet) {
        json.writeStartObject();
        json.writeStringProperty("what", unmet.what());
        json.writeStringProperty("why", unmet.why());
        json.writeStringProperty("rule", unmet.rule());
        json.writeEndObject();
    }
}

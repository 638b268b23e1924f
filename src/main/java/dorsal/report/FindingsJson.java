package dorsal.report;

import dorsal.activation.Standing;
import dorsal.clinical.FindingDefinition;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that can be known about a patient, in the order in which it is asked. */
public final class FindingsJson {
    private FindingsJson() {}

    public static byte[] of(Standing standing, ZoneId zone) {
        return Json.object(json -> {
            HealthJson.inUse(json, standing, zone);
            json.objects(
                    "findings", standing.rules().vocabulary().findings().values(), finding -> write(json, finding));
        });
    }

    private static void write(Json json, FindingDefinition finding) {
        json.text("code", finding.code());
        json.text("question", finding.question());
        json.text("type", finding.type().name().toLowerCase(Locale.ROOT));
        if (!finding.choices().isEmpty()) {
            json.texts("choices", finding.choices());
        }
        json.text("unit", Optional.of(finding.unit()).filter(unit -> !unit.isEmpty()));
        finding.range()
                .ifPresent(range -> json.object("range", () -> {
                    json.number("least", range.least());
                    json.number("most", range.most());
                }));
        json.text("group", finding.group());
        json.flag("redFlag", finding.redFlag());
        json.flag("askFirst", finding.askFirst());
        json.flag("derived", finding.derived());
        json.flag("cluster", finding.cluster());
        json.object(
                "codings",
                () -> new TreeMap<>(finding.codings())
                        .forEach((system, coding) -> json.object(system, () -> {
                            json.text("code", coding.code());
                            json.text("sure", coding.sure());
                            json.text("note", coding.note());
                        })));
    }
}

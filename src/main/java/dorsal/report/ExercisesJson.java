package dorsal.report;

import dorsal.activation.Standing;
import dorsal.clinical.Exercise;
import java.time.ZoneId;
import java.util.TreeMap;

/** The catalogue, by id. */
public final class ExercisesJson {
    private ExercisesJson() {}

    public static byte[] of(Standing standing, ZoneId zone) {
        return Json.object(json -> {
            HealthJson.inUse(json, standing, zone);
            json.objects("exercises", standing.rules().catalogue(), exercise -> write(json, exercise));
        });
    }

    private static void write(Json json, Exercise exercise) {
        json.text("id", exercise.id());
        json.text("name", exercise.name());
        json.texts("aliases", exercise.aliases());
        json.text("category", exercise.category());
        json.text("level", exercise.level());
        json.text("demand", exercise.demand().code());
        json.sorted("movements", exercise.movements());
        json.sorted("settings", exercise.settings());
        json.sortedLists("kits", exercise.kits());
        json.texts("qualities", exercise.qualities());
        json.sorted("regions", exercise.regions());
        json.objects("muscles", exercise.muscles(), muscle -> {
            json.text("name", muscle.name());
            json.text("layer", muscle.layer());
        });
        json.number("recoveryHours", exercise.recoveryHours());
        json.object(
                "doses",
                () -> new TreeMap<>(exercise.doses())
                        .forEach((measure, dose) -> json.object(measure, () -> {
                            json.number("least", dose.least());
                            json.number("most", dose.most());
                        })));
        json.flag("eachSide", exercise.eachSide());
        json.texts("cues", exercise.cues());
        json.texts("steps", exercise.steps());
        json.texts("modifications", exercise.modifications());
        json.texts("regressions", exercise.regressions());
        json.texts("substitutes", exercise.substitutes());
        json.text("notes", exercise.notes());
        json.texts("sources", exercise.sources());
        json.text("grade", exercise.grade().name());
    }
}

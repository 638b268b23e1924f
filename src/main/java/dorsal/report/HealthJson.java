package dorsal.report;

import dorsal.activation.Refused;
import dorsal.activation.Standing;
import dorsal.text.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Which rules are in use, since when, and whether those on disk are the same. */
public final class HealthJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private HealthJson() {}

    /** The state of things now; {@code today} is the date on which a time needs no date beside it. */
    public static byte[] of(Standing standing, LocalDate today, ZoneId zone) {
        return Json.object(json -> {
            json.text("status", "UP");
            inUse(json, standing, zone);
            json.object("disk", () -> {
                json.flag("same", standing.refused().isEmpty());
                standing.refused().ifPresent(refused -> {
                    json.textOrNull("fingerprint", refused.fingerprint());
                    json.moment("noticed", refused.noticed(), zone);
                    json.text("message", message(refused, today, zone));
                    ProblemJson.write(json, refused.problems());
                });
            });
        });
    }

    /** What every answer about the rules in use begins with. */
    static void inUse(Json json, Standing standing, ZoneId zone) {
        json.object("ruleSet", () -> {
            json.text("fingerprint", standing.rules().fingerprint());
            json.number("rules", standing.rules().knowledge().rules().size());
            json.number("exercises", standing.rules().catalogue().size());
            json.number("cases", standing.cases().size());
        });
        json.moment("since", standing.since(), zone);
    }

    private static String message(Refused refused, LocalDate today, ZoneId zone) {
        List<Problem> problems = refused.problems();
        String why = problems.size() == 1
                ? "because of one problem: "
                : "because of %d problems, of which the first is: ".formatted(problems.size());
        return "The rules on disk are not the rules in use since %s, %s%s"
                .formatted(time(refused.noticed(), today, zone), why, problems.get(0));
    }

    private static String time(Instant moment, LocalDate today, ZoneId zone) {
        boolean ofToday = moment.atZone(zone).toLocalDate().equals(today);
        return (ofToday ? TIME : DATE_AND_TIME).format(moment.atZone(zone));
    }
}

package dorsal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The made-up patients that Dorsal ships, for somebody to type and for visits of some weeks ago. */
final class DemoProfiles {
    private static final Path FILE = Path.of("src/main/resources/dorsal/web/demo.yaml");
    private static final Pattern DAY = Pattern.compile("today-(\\d+)");
    private static final Pattern PATIENT = Pattern.compile("(?m)^patient: .*$");

    private final List<String> texts;

    DemoProfiles() throws IOException {
        texts = List.of(Files.readString(FILE).split("(?m)^---$"));
    }

    /**
     * One of them as the profile of a patient.
     *
     * @param place any number; they come round
     */
    String text(int place, String patient, int daysAgo) {
        String text = texts.get(Math.floorMod(place, texts.size()));
        String named = PATIENT.matcher(text).replaceFirst("patient: " + patient);
        return DAY.matcher(named)
                .replaceAll(days -> LocalDate.now(ZoneId.systemDefault())
                        .minusDays(Long.parseLong(days.group(1)) + daysAgo)
                        .toString());
    }

    /** Its findings as somebody types them into the form: values by code. */
    @SuppressWarnings("unchecked") // as the file is written
    Map<String, List<String>> answers(int place) {
        Map<String, Object> profile = (Map<String, Object>)
                Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(text(place, "X", 0)));
        Map<String, List<String>> answers = new LinkedHashMap<>();
        ((Map<String, Object>) Objects.requireNonNull(profile.get("findings"))).forEach((code, value) -> {
            List<String> values = new ArrayList<>();
            if (value instanceof List<?> several) {
                several.forEach(one -> values.add(String.valueOf(one)));
            } else {
                values.add(String.valueOf(value));
            }
            answers.put(code, values);
        });
        return answers;
    }
}

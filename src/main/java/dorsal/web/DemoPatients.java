package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.assessment.ProfileReader;
import dorsal.clinical.Profile;
import dorsal.store.Chart;
import dorsal.store.Patient;
import dorsal.text.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** Made-up patients to look around with: {@code demo.yaml}, whose days are counted back from today. */
final class DemoPatients {
    private static final String FILE = "/dorsal/web/demo.yaml";
    private static final Pattern DAY = Pattern.compile("today-(\\d+)");

    private static final Pattern ID = Pattern.compile("(?m)^patient: (\\S+)$");
    private static final List<String> IDS =
            ID.matcher(file()).results().map(found -> found.group(1)).toList();

    private final Chart chart;
    private final Charted charted;
    private final ActiveRules rules;
    private final Clock clock;

    DemoPatients(Chart chart, Charted charted, ActiveRules rules, Clock clock) {
        this.chart = chart;
        this.charted = charted;
        this.rules = rules;
        this.clock = clock;
    }

    boolean present() {
        return IDS.stream().anyMatch(id -> chart.patients().find(id).isPresent());
    }

    /** Adds those that are not there, with their visits. */
    synchronized void add(String by) {
        if (present()) {
            return;
        }
        for (Profile profile : profiles()) {
            String id = id(profile);
            Patient patient =
                    chart.patients().find(id).orElseGet(() -> chart.patients().create(id, by));
            charted.save(id, patient.state(), profile, text(id, profile), by);
        }
    }

    private List<Profile> profiles() {
        return texts().stream().map(this::read).toList();
    }

    private Profile read(String text) {
        return new ProfileReader(rules.current().vocabulary(), LocalDate.now(clock))
                .read(new SourceText("demo.yaml", text));
    }

    private String text(String id, Profile profile) {
        return texts().stream()
                .filter(text -> read(text).equals(profile))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No text of " + id + "."));
    }

    private List<String> texts() {
        String all = DAY.matcher(file())
                .replaceAll(days -> LocalDate.now(clock)
                        .minusDays(Long.parseLong(days.group(1)))
                        .toString());
        return List.of(all.split("(?m)^---$"));
    }

    private static String file() {
        try (InputStream file = DemoPatients.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not in the jar.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(Profile profile) {
        return profile.patient().orElseThrow();
    }
}

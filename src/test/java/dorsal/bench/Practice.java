package dorsal.bench;

import dorsal.assessment.ProfileReader;
import dorsal.course.FollowUp;
import dorsal.course.Visits;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import dorsal.store.Chart;
import dorsal.store.Patient;
import dorsal.store.Role;
import dorsal.store.Visit;
import dorsal.text.SourceText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** The chart of a practice: its people, their patients, and visits of some weeks ago. */
final class Practice {
    static final String EDITOR = "load-editor";
    private static final int PATIENTS_OF_EACH = 4;
    private static final int EARLIER_VISITS = 2;
    private static final int WEEKS_BETWEEN = 3;

    private final Path data;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();

    Practice(Path data) {
        this.data = data;
    }

    static String name(int clinician) {
        return "load-" + clinician;
    }

    private static List<String> patients(int clinician) {
        return IntStream.range(0, PATIENTS_OF_EACH)
                .mapToObj(i -> "LOAD-%d-%d".formatted(clinician, i))
                .toList();
    }

    /** Where the pages of the patients of one clinician are. */
    List<String> paths(int clinician) {
        return patients(clinician).stream()
                .map(id -> "/patients/" + numbers.get(id))
                .toList();
    }

    private Chart open() {
        return Chart.open(data, Map.of(), Clock.system(ZoneId.systemDefault()));
    }

    /**
     * Fills an empty chart.
     *
     * @return a token for programs
     */
    String fill(int clinicians, Path rules, DemoProfiles demo) throws InterruptedException {
        RuleSet set = RuleSet.of(Knowledge.read(KnowledgeFolder.read(rules)));
        try (Chart chart = open()) {
            chart.users().ensureAdministrator();
            chart.users().add(EDITOR, Role.RULE_EDITOR, Browser.PASSWORD, false, "load");
            AtomicReference<RuntimeException> failure = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            int parts = 8; // writes that wait for the disk together are quicker
            for (int part = 0; part < parts; part++) {
                int first = part;
                Thread thread = new Thread(() -> {
                    for (int i = first; i < clinicians; i += parts) {
                        add(i, chart, set, demo);
                    }
                });
                thread.setUncaughtExceptionHandler((t, e) -> failure.set(new IllegalStateException(e)));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            if (failure.get() != null) {
                throw failure.get();
            }
            return chart.tokens().add("load", Role.CLINICIAN, "load");
        }
    }

    private void add(int clinician, Chart chart, RuleSet rules, DemoProfiles demo) {
        String name = name(clinician);
        chart.users().add(name, Role.CLINICIAN, Browser.PASSWORD, false, "load");
        int place = clinician;
        for (String id : patients(clinician)) {
            Patient patient = chart.patients().create(id, name);
            numbers.put(id, patient.number());
            long state = patient.state();
            for (int visit = EARLIER_VISITS; visit > 0; visit--) {
                String text = demo.text(place++, id, 7 * WEEKS_BETWEEN * visit);
                state = chart.visits()
                        .save(entered(id, state, text, rules), name)
                        .number();
            }
        }
    }

    private static Visit.Entered entered(String id, long state, String text, RuleSet rules) {
        var profile = new ProfileReader(rules.vocabulary(), LocalDate.now(ZoneId.systemDefault()))
                .read(new SourceText("demo", text));
        Result result = Result.of(FollowUp.assess(Visits.series(List.of(profile)), rules));
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new JsonReport().writeLine(result, json);
        return new Visit.Entered(
                id,
                state,
                text,
                json.toString(StandardCharsets.UTF_8),
                rules.fingerprint(),
                result.assessment().urgency(),
                result.assessment().fired());
    }

    /** How many visits are in the chart beyond those that it was filled with. */
    long visitsSince(int clinicians) {
        try (Chart chart = open()) {
            long all = 0;
            for (int i = 0; i < clinicians; i++) {
                for (String id : patients(i)) {
                    all += chart.visits().list(id).size() - EARLIER_VISITS;
                }
            }
            return all;
        }
    }
}

package dorsal.store;

import dorsal.clinical.Urgency;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Writes to a chart until it is killed, and says on standard output what was acknowledged: {@code visit NUMBER TEXT},
 * {@code draft PATIENT TEXT}, {@code erased PATIENT}.
 */
final class WriterProcess {
    private WriterProcess() {}

    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        String name = arguments[1];
        try (Chart chart = Chart.open(data, environment(), Clock.systemUTC())) {
            System.out.println("ready");
            for (int i = 0; ; i++) {
                String id = name + "-" + i;
                String text = id + "-" + "x".repeat(i * 997 % 20_000);
                Patient patient = chart.patients().create(id, name);
                chart.visits().keepDraft(id, name, patient.state(), text);
                System.out.println("draft " + id + " " + text);
                Visit visit = chart.visits()
                        .save(
                                new Visit.Entered(
                                        id, patient.state(), text, text, "sha256:1", Urgency.NONE, List.of("r")),
                                "somebody");
                System.out.println("visit " + visit.number() + " " + text);
                if (i % 5 == 4) {
                    chart.patients().erase(id, name, "test");
                    System.out.println("erased " + id);
                }
            }
        }
    }

    private static Map<String, String> environment() {
        return System.getenv();
    }
}

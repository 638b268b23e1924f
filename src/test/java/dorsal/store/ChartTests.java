package dorsal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Urgency;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A chart in either database, in a folder of its own. */
abstract class ChartTests {
    @TempDir
    private Path folder;

    private final List<Chart> opened = new ArrayList<>();
    private Map<String, String> settings = Map.of();

    /** A clock that a test moves. */
    static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00.123456Z");

        void forward(java.time.Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final HandClock clock = new HandClock();

    /** Where a chart is kept. */
    enum Kept {
        IN_A_FILE,
        ON_A_SERVER;

        Map<String, String> settings() {
            return this == ON_A_SERVER ? Postgres.database() : Map.of();
        }
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Map<String, String> settings() {
        return settings;
    }

    /** A new chart, closed when the test ends. */
    Chart open(Kept kept) {
        settings = kept.settings();
        return reopened();
    }

    Chart reopened() {
        Chart chart = Chart.open(data(), settings, clock);
        opened.add(chart);
        return chart;
    }

    void reopen(Chart chart) {
        chart.close();
        opened.remove(chart);
    }

    @AfterEach
    void close() {
        opened.forEach(Chart::close);
    }

    static Visit.Entered visit(Patient patient, Urgency urgency, String... rules) {
        return new Visit.Entered(
                patient.id(),
                patient.state(),
                "{\"age\":40}",
                "{\"verdicts\":[]}",
                "sha256:" + "0".repeat(64),
                urgency,
                List.of(rules));
    }

    static void assertSound(Chart chart) {
        assertThat(chart.audit().verify(Optional.empty()).findings()).isEmpty();
    }
}

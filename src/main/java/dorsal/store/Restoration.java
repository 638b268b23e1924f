package dorsal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts a backup into an empty data folder and an empty database: all of it, or nothing. */
final class Restoration {
    private final Path data;
    private final Map<String, String> environment;
    private final Clock clock;

    Restoration(Path data, Map<String, String> environment, Clock clock) {
        this.data = data;
        this.environment = environment;
        this.clock = clock;
    }

    BackupReport run(Path file, String by, boolean evenIfBroken) throws IOException {
        Path ruleSets = data.resolve("rule-sets");
        Path chart = Connections.folder(data);
        refuseIfFilled(ruleSets);
        refuseIfFilled(chart);
        try (BackupReader backup = BackupReader.open(file)) {
            boolean done = false;
            try {
                BackupReport report;
                try (Database database = Connections.open(data, environment, clock)) {
                    report = database.replace(sql -> fill(sql, backup, by, evenIfBroken));
                }
                done = true;
                return report;
            } finally {
                if (!done) {
                    remove(ruleSets);
                    remove(chart);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private BackupReport fill(JdbcClient sql, BackupReader backup, String by, boolean evenIfBroken) {
        try {
            Ledger ledger = Ledger.begin(sql, Column.kept(clock.instant()));
            long there = AuditRows.head(sql).number()
                    + sql.sql("select count(*) from audit_entry")
                            .query(Long.class)
                            .single();
            if (there > 0) {
                throw new ChartRefusal(
                        "The database holds a chart already. A backup is restored into an empty one only.");
            }
            long rows = backup.load(sql);
            AuditReport trail = new AuditCheck(sql).run(Optional.of(backup.head()));
            if (!trail.sound() && !evenIfBroken) {
                throw new ChartRefusal("The audit trail in this backup is broken: "
                        + trail.findings().get(0).sentence());
            }
            ledger = Ledger.begin(sql, ledger.now());
            ledger.note(
                    by,
                    "restored from a backup",
                    Optional.empty(),
                    Optional.of(backup.head().toString()));
            ledger.end();
            backup.writeRuleSets(data);
            return new BackupReport(AuditRows.head(sql), rows, backup.ruleFiles(), trail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseIfFilled(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new ChartRefusal(
                            "There is something in '%s' already. A backup is restored into an empty data folder only."
                                    .formatted(folder));
                }
            }
        }
    }

    /** What was put there by this restoration: it was empty before. */
    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            List<Path> inside;
            try (Stream<Path> files = Files.walk(folder)) {
                inside = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : inside) {
                Files.deleteIfExists(file);
            }
        }
    }
}

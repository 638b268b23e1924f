package dorsal.cli;

import dorsal.store.AuditEntry;
import dorsal.store.AuditHead;
import dorsal.store.AuditReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = "What was done in the chart, by whom and when; and whether anybody tampered with it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Runnable {
    private static final int PIECE = 1000;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: verify, list.");
    }

    @Command(
            name = "verify",
            description = {
                "Looks at every entry of the audit trail and at every row that one tells of. Prints where the trail ends:",
                "noted elsewhere and given with --head later, it shows whether anything before it was rewritten or cut off."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--head",
                            paramLabel = "NUMBER:HASH",
                            description = "An earlier end of the trail, as this command printed it.")
                    @Nullable
                    String head,
            @Mixin ChartFolder folder) {
        Optional<AuditHead> noted = head == null
                ? Optional.empty()
                : Optional.of(AuditHead.parse(head)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "'%s' is no end of a trail. Expected a number, a colon and 64 hexadecimal digits."
                                        .formatted(head))));
        AuditReport report = folder.with(spec, chart -> chart.audit().verify(noted));
        Terminal.print(spec, text(report));
        return report.sound() ? ExitCode.DONE : ExitCode.FOUND_WANTING;
    }

    static String text(AuditReport report) {
        StringBuilder text = new StringBuilder();
        if (report.sound()) {
            text.append("The audit trail is sound: %d entries, and all that they tell of is as it was written.%n"
                    .formatted(report.entries()));
        } else {
            text.append("The audit trail is broken. First:\n");
            report.findings()
                    .forEach(finding ->
                            text.append("    ").append(finding.sentence()).append('\n'));
        }
        return text.append("It ends with %s%n".formatted(report.head())).toString();
    }

    @Command(name = "list", description = "Every entry, newest first.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--patient", paramLabel = "ID", description = "Only those about this patient.") @Nullable
                    String patient,
            @Mixin ChartFolder folder) {
        folder.with(spec, chart -> {
            long before = Long.MAX_VALUE;
            List<AuditEntry> piece;
            do {
                piece = chart.audit().list(Optional.ofNullable(patient), before, PIECE);
                for (AuditEntry entry : piece) {
                    Terminal.print(spec, line(entry, folder));
                    before = entry.number();
                }
            } while (!piece.isEmpty());
            return true;
        });
        return ExitCode.DONE;
    }

    private static String line(AuditEntry entry, ChartFolder folder) {
        List<String> about = new ArrayList<>();
        entry.patient().ifPresent(id -> about.add("patient " + id));
        entry.subject().ifPresent(about::add);
        return Terminal.plain("%7d  %s  %s: %s%s"
                        .formatted(
                                entry.number(),
                                Terminal.time(entry.at(), folder.clock().getZone()),
                                entry.by(),
                                entry.action(),
                                about.isEmpty() ? "" : " (" + String.join(", ", about) + ")"))
                + "\n";
    }
}

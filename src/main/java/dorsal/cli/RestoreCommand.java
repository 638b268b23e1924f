package dorsal.cli;

import dorsal.store.BackupReport;
import dorsal.store.Chart;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = {
            "Puts a backup into an empty data folder, or with DORSAL_DB into an empty PostgreSQL database.",
            "Every file in it and the audit trail are verified first; it is restored as a whole or not at all."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What 'dorsal backup' wrote.")
    private Path file = Path.of("");

    @Option(names = "--even-if-broken", description = "Also when the audit trail in the backup is broken.")
    private boolean evenIfBroken;

    @Mixin
    private ChartFolder folder;

    RestoreCommand(ChartFolder folder) {
        this.folder = folder;
    }

    @Override
    public Integer call() {
        try {
            BackupReport report = Chart.restore(
                    file, folder.path(), folder.environment(), folder.clock(), folder.who(), evenIfBroken);
            Terminal.print(
                    spec,
                    "%d rows and %d files of rule sets are restored.%n%s"
                            .formatted(report.rows(), report.ruleFiles(), AuditCommand.text(report.trail())));
            return report.trail().sound() ? ExitCode.DONE : ExitCode.FOUND_WANTING;
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "There is no file '%s' to read.".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

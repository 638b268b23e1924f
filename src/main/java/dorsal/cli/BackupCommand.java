package dorsal.cli;

import dorsal.store.BackupReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = {
            "Writes the whole chart and the rule sets that were in use into one file, while the server runs.",
            "The file holds patients' data, unencrypted: keep it as safe as the chart."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Must not exist yet.")
    private Path file = Path.of("");

    @Mixin
    private ChartFolder folder;

    BackupCommand(ChartFolder folder) {
        this.folder = folder;
    }

    @Override
    public Integer call() {
        BackupReport report = folder.with(spec, chart -> {
            try {
                return chart.backUp(file, folder.who());
            } catch (FileAlreadyExistsException e) {
                throw new ParameterException(spec.commandLine(), "'%s' is there already.".formatted(file), e);
            } catch (NoSuchFileException e) {
                throw new ParameterException(
                        spec.commandLine(), "There is no folder '%s' for the backup.".formatted(e.getFile()), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Terminal.print(
                spec,
                "%d rows and %d files of rule sets are in %s.%n%s"
                        .formatted(report.rows(), report.ruleFiles(), file, AuditCommand.text(report.trail())));
        return report.trail().sound() ? ExitCode.DONE : ExitCode.FOUND_WANTING;
    }
}

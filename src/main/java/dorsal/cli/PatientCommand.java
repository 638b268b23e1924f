package dorsal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "patient",
        description = "What is kept of one patient: export it, or delete it where law demands that.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PatientCommand implements Runnable {
    private final Streams streams;

    @Spec
    private CommandSpec spec;

    PatientCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: export, delete.");
    }

    @Command(
            name = "export",
            description = "Everything that is kept of a patient, with the entries of the audit trail, as JSON.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where to; must not exist. Default: standard output.")
                    @Nullable
                    Path file,
            @Mixin ChartFolder folder) {
        byte[] json = folder.with(spec, chart -> chart.patients().export(id, folder.who()));
        try {
            if (file == null) {
                streams.out().write(json);
                streams.out().write('\n');
                streams.out().flush();
            } else {
                Files.write(file, json, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(spec.commandLine(), "'%s' is there already.".formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "delete",
            description =
                    "Removes everything that is kept of a patient. It stays known that it was done, when, by whom and why."
                            + " Backups made before still hold it.",
            mixinStandardHelpOptions = true)
    int delete(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; kept. Nothing clinical.")
                    String why,
            @Mixin ChartFolder folder) {
        folder.with(spec, chart -> {
            chart.patients().erase(id, folder.who(), why);
            return true;
        });
        Terminal.print(spec, "The chart of this patient is deleted.\n");
        return ExitCode.DONE;
    }
}

package dorsal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one jar as it is handed out finds its migrations and both drivers. */
class ChartIT extends ChartTests {
    private static final Path JAR = Path.of("target/dorsal.jar").toAbsolutePath();

    private record Answer(int exitCode, String out, String err) {}

    private Answer dorsal(Map<String, String> settings, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path err = folder().resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder().toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(setting -> setting.startsWith("DORSAL_"));
        builder.environment().putAll(settings);
        Process process = builder.start();
        process.outputWriter(UTF_8).append(input).close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Answer(process.waitFor(), out, Files.readString(err));
    }

    @ParameterizedTest
    @EnumSource
    void worksBesideAnotherProgramThatHasTheChartOpen(Kept kept) throws Exception {
        Chart open = open(kept);
        Map<String, String> settings = settings();
        Map<String, String> empty = kept.settings();

        assertThat(dorsal(
                        settings,
                        "correct horse battery\n",
                        "user",
                        "add",
                        "ann",
                        "--role",
                        "clinician",
                        "--password-stdin"))
                .isEqualTo(new Answer(0, "The user 'ann' (clinician) is added.\n", ""));
        assertThat(open.users().logIn("ann", "correct horse battery", "here").user())
                .isPresent();
        assertThat(dorsal(settings, "", "backup", "b.zip"))
                .satisfies(answer -> assertThat(answer.exitCode()).isZero());
        assertThat(dorsal(empty, "", "restore", "b.zip", "--data", "other")).satisfies(answer -> {
            assertThat(answer.err()).isEmpty();
            assertThat(answer.exitCode()).isZero();
        });
        assertThat(dorsal(empty, "", "audit", "verify", "--data", "other").out())
                .startsWith("The audit trail is sound: 4 entries");
        assertSound(open);
    }
}

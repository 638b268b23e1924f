package dorsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.store.Chart;
import dorsal.store.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar as it is handed out, in a process and a folder of its own. */
@Timeout(value = 180, unit = SECONDS)
class ServeIT {
    private static final Path JAR = Path.of("target/dorsal.jar").toAbsolutePath();
    private static final Path EXAMPLE =
            Path.of("docs/examples/chronic-back-pain.yaml").toAbsolutePath();
    private static final Pattern READY = Pattern.compile(
            "Dorsal is ready at (http://127\\.0\\.0\\.1:\\d+) \\(\\d+ rules, \\d+ cases passed, sha256:[0-9a-f]{64}\\)");
    private static final int STOPPED_BY_SIGTERM = 143;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    private Process dorsal(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        started.add(process);
        return process;
    }

    @AfterEach
    void stopAll() {
        started.forEach(Process::destroyForcibly);
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }

    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader(UTF_8);
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        assertThat(ready.matches()).as("the line that says it is ready").isTrue();
        return URI.create(ready.group(1));
    }

    @Test
    void servesFromAnyFolderUntilItIsStopped() throws Exception {
        String token;
        try (Chart chart = Chart.open(folder.resolve("data"), Map.of(), Clock.systemUTC())) {
            token = chart.tokens().add("it", Role.CLINICIAN, "it");
        }
        Process server = dorsal("serve", "--port", "0");
        URI address = address(server);
        HttpClient client = HttpClient.newHttpClient();

        assertThat(client.send(
                                HttpRequest.newBuilder(address.resolve("/health"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .startsWith("{\"status\":\"UP\"");
        String assessed = client.send(
                        HttpRequest.newBuilder(address.resolve("/api/assessments"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofFile(EXAMPLE))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Process commandLine = dorsal("assess", "--format", "json", EXAMPLE.toString());
        assertThat(assessed).isEqualTo(new String(commandLine.getInputStream().readAllBytes(), UTF_8));

        server.destroy();
        assertThat(server.waitFor()).isEqualTo(STOPPED_BY_SIGTERM);
        assertThat(errors()).isEmpty();
        assertThat(folder.resolve("data")).isDirectory();
    }

    @Test
    void aPortInUseIsOneSentence() throws Exception {
        URI address = address(dorsal("serve", "--port", "0"));

        Process second = dorsal("serve", "--port", String.valueOf(address.getPort()));

        assertThat(second.getInputStream().readAllBytes()).isEmpty();
        assertThat(second.waitFor()).isEqualTo(2);
        assertThat(errors())
                .isEqualTo(
                        "dorsal: Port %d is in use by another program. Maybe choose another with --port, or 0 for any that is free.\n",
                        address.getPort());
    }
}

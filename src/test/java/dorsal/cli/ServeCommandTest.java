package dorsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.knowledge.KnowledgeFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/** What {@code serve} says around the server that it is given. */
class ServeCommandTest {
    private static final Path SMALL = Path.of("src/test/resources/small-rules");

    /** What whoever waits for the start is told. */
    private static final String STEPS = "12:00:00 Reading and compiling the rules ...\n12:00:00 Running 2 cases ...\n";

    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    /** The small rules without the case that fails on purpose. */
    @BeforeEach
    void copyTheSmallRules() throws IOException {
        try (Stream<Path> files = Files.walk(SMALL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = rules().resolve(SMALL.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.writeString(copy, Files.readString(file).split("- id: wrong-on-purpose")[0]);
            }
        }
    }

    private Path rules() {
        return folder.resolve("rules");
    }

    private Answer serve(Server server, Path data) {
        return serve(server, data, List.of());
    }

    private Answer serve(Server server, Path data, List<String> more) {
        List<String> arguments = new ArrayList<>(
                List.of("serve", "--rules", rules().toString(), "--data", data.toString(), "--port", "8123"));
        arguments.addAll(more);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Dorsal.run(
                arguments.toArray(String[]::new),
                new Streams(new ByteArrayInputStream(new byte[0]), out, err),
                server,
                Ansi.OFF,
                Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        return new Answer(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private void ready(int port, Consumer<URI> ready) {
        ready.accept(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void oneLineSaysWhereAndWithWhichRules() {
        Answer answer = serve(
                (listening, archive, rules, editing, chart, ready) -> ready(listening.port(), ready),
                folder.resolve("a/new/folder"));

        String ready = "Dorsal is ready at http://127.0.0.1:8123 (8 rules, 2 cases passed, %s)\n"
                .formatted(KnowledgeFolder.read(rules()).fingerprint());
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).isEqualTo(STEPS);
        assertThat(answer.out())
                .matches(Pattern.quote(ready)
                        + "Log in there as 'admin' with the password [2-9a-z]{4}(-[2-9a-z]{4}){3}\n"
                        + "It is told this once, and has to be changed at the first log-in\\.\n");
        assertThat(serve(
                                (listening, archive, rules, editing, chart, told) -> ready(listening.port(), told),
                                folder.resolve("a/new/folder"))
                        .out())
                .isEqualTo(ready);
    }

    /** Passwords and patients in the clear go nowhere but to this machine. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, '', 2",
        "192.0.2.1, '', 2",
        "0.0.0.0, --behind-proxy, 0",
        "localhost, '', 0",
        "127.0.0.1, --tls-key=k, 2"
    })
    void beyondThisMachineItServesByTlsOnly(String host, String option, int exitCode) {
        List<String> options = option.isEmpty() ? List.of("--host", host) : List.of("--host", host, option);

        assertThat(serve(
                                (listening, archive, rules, editing, chart, told) -> ready(listening.port(), told),
                                folder.resolve("data"),
                                options)
                        .exitCode())
                .isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "720, 0", "4, 2", "721, 2", "-1, 2", "half, 2"})
    void aSessionIsNeitherTooShortNorTooLong(String minutes, int exitCode) {
        Answer answer = serve(
                (listening, archive, rules, editing, chart, told) -> {
                    assertThat(listening.idle().toMinutes()).isEqualTo(Long.parseLong(minutes));
                    assertThat(listening.singleSignOn()).isEmpty();
                    ready(listening.port(), told);
                },
                folder.resolve("data"),
                List.of("--session-minutes", minutes));

        assertThat(answer.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void badSettingsOfSingleSignOnAreSaidBeforeAnythingStarts() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Dorsal.run(
                new String[] {
                    "serve",
                    "--rules",
                    rules().toString(),
                    "--data",
                    folder.resolve("data").toString()
                },
                new Streams(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), err),
                (listening, archive, rules, editing, chart, told) -> {
                    throw new AssertionError("started");
                },
                Map.of("DORSAL_OIDC_ISSUER", "http://id.example"),
                Ansi.OFF,
                Clock.systemUTC());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .isEqualTo("dorsal: The setting DORSAL_OIDC_ISSUER is 'http://id.example'. Expected the address of the"
                        + " provider, beginning with https://, or http:// on this machine only.\n");
    }

    @Test
    void aPortInUseIsSaid() {
        Answer answer = serve(
                (listening, archive, rules, editing, chart, ready) -> {
                    throw new BindException("Port 8123 is in use by another program.");
                },
                folder.resolve("data"));

        assertThat(answer)
                .isEqualTo(
                        new Answer(
                                2,
                                "",
                                STEPS
                                        + "dorsal: Port 8123 is in use by another program. Maybe choose another with --port, or 0 for any that is free.\n"));
    }

    @Test
    void aDataFolderThatIsAFileIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(serve((listening, archive, rules, editing, chart, ready) -> ready(listening.port(), ready), file))
                .isEqualTo(new Answer(
                        2, "", "dorsal: The data folder '%s' cannot be made: '%s' is a file.\n".formatted(file, file)));
    }

    @Test
    void aDataFolderThatCannotBeMadeIsSaid() throws IOException {
        Path inFile = Files.createFile(folder.resolve("file")).resolve("data");

        assertThat(serve((listening, archive, rules, editing, chart, ready) -> ready(listening.port(), ready), inFile))
                .isEqualTo(new Answer(
                        2,
                        "",
                        "dorsal: The data folder '%s' cannot be made (FileSystemException). Maybe choose another with --data.\n"
                                .formatted(inFile)));
    }
}

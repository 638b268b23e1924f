package dorsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/**
 * What Dorsal prints, word for word, on a small rules folder of its own, so that no change of the shipped rules touches
 * it. {@code mvn test -Dtest=GoldenTextTest -Dgolden.write} writes the texts anew; read the difference before it is
 * committed.
 */
class GoldenTextTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    help                | 0 | --help
                    help-assess         | 0 | assess --help
                    help-check          | 0 | check --help
                    help-explain        | 0 | explain --help
                    help-diff           | 0 | diff --help
                    help-rules          | 0 | rules --help
                    help-serve          | 0 | serve --help
                    help-user           | 0 | user --help
                    help-user-add       | 0 | user add --help
                    help-token          | 0 | token --help
                    help-patient        | 0 | patient --help
                    help-audit          | 0 | audit --help
                    help-audit-verify   | 0 | audit verify --help
                    help-backup         | 0 | backup --help
                    help-restore        | 0 | restore --help
                    no-command          | 2 |
                    unknown-command     | 2 | asess
                    unknown-format      | 2 | assess --format pdf src/test/resources/profiles/chronic.yaml
                    assess-text         | 0 | assess RULES src/test/resources/profiles/chronic.yaml
                    assess-sources      | 0 | assess RULES --sources src/test/resources/profiles/chronic.yaml
                    assess-emergency    | 0 | assess RULES src/test/resources/profiles/feverish.yaml
                    course-better       | 0 | assess --rules src/test/resources/course-rules src/test/resources/profiles/course-better.yaml
                    course-worse        | 0 | assess --rules src/test/resources/course-rules src/test/resources/profiles/course-worse.yaml
                    course-unchanged    | 0 | assess --rules src/test/resources/course-rules src/test/resources/profiles/course-unchanged.yaml
                    course-json         | 0 | assess --rules src/test/resources/course-rules --format json src/test/resources/profiles/course-worse.yaml
                    course-ndjson       | 2 | assess --rules src/test/resources/course-rules --format ndjson src/test/resources/profiles/series.ndjson
                    assess-json         | 0 | assess RULES --format json src/test/resources/profiles/chronic.yaml
                    assess-ndjson       | 2 | assess RULES --format ndjson src/test/resources/profiles/three.ndjson
                    assess-explain      | 0 | assess RULES --explain src/test/resources/profiles/lifter.yaml src/test/resources/profiles/chronic.yaml
                    assess-explain-json | 0 | assess RULES --explain --format json --why lift --why night-pain src/test/resources/profiles/lifter.yaml
                    assess-why          | 0 | assess RULES --why lift --why bend --why chronic --why level --why fever-first --why chronic-load src/test/resources/profiles/chronic.yaml src/test/resources/profiles/feverish.yaml
                    assess-why-unknown  | 2 | assess RULES --why lifd src/test/resources/profiles/chronic.yaml
                    explain-changeable  | 0 | explain RULES level
                    assess-wrong        | 2 | assess RULES src/test/resources/profiles/chronic.yaml src/test/resources/profiles/wrong.yaml
                    check               | 1 | check RULES --coverage
                    check-no-folder     | 2 | check --rules no-such-folder
                    explain-rule        | 0 | explain RULES chronic-load
                    explain-exercise    | 0 | explain RULES lift
                    explain-finding     | 0 | explain RULES chronic
                    explain-sentences   | 0 | explain RULES --sentences
                    explain-unknown     | 2 | explain RULES chronik
                    serve-no-folder     | 2 | serve --rules no-such-folder --data target/golden-data
                    serve-failing-case  | 2 | serve RULES --data target/golden-data
                    serve-no-port       | 2 | serve RULES --port 65536
                    rules-list-none     | 0 | rules list --data target/golden-data
                    rules-no-such       | 2 | rules roll-back sha256:0123456789 --why test RULES --data target/golden-data
                    diff                | 0 | diff src/test/resources/small-rules src/test/resources/small-rules-weakened
                    """)
    void printsWhatItPrintedBefore(String name, int exitCode, String arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Dorsal.run(
                split(arguments),
                new Streams(new ByteArrayInputStream(new byte[0]), out, err),
                (listening, archive, rules, editing, chart, ready) ->
                        ready.accept(URI.create("http://127.0.0.1:" + listening.port())),
                Ansi.OFF,
                TODAY);
        String printed =
                out.toString(StandardCharsets.UTF_8) + "---- standard error\n" + err.toString(StandardCharsets.UTF_8);
        Path golden = RESOURCES.resolve("golden").resolve(name + ".txt");
        if (System.getProperty("golden.write") != null) {
            Files.writeString(golden, printed);
        }
        assertThat(printed).isEqualTo(Files.readString(golden));
        assertThat(code).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({
        "assess-text",
        "assess-emergency",
        "course-better",
        "course-worse",
        "assess-explain",
        "assess-why",
        "explain-rule",
        "explain-sentences",
        "help"
    })
    void fitsEightyColumns(String name) throws IOException {
        List<String> lines = Files.readAllLines(RESOURCES.resolve("golden").resolve(name + ".txt"));
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    private static String[] split(String arguments) {
        List<String> words = new ArrayList<>();
        for (String word : arguments == null ? new String[0] : arguments.split(" ")) {
            if (word.equals("RULES")) {
                words.add("--rules");
                words.add(RESOURCES.resolve("small-rules").toString());
            } else {
                words.add(word);
            }
        }
        return words.toArray(String[]::new);
    }
}

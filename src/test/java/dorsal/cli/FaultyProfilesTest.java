package dorsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.ProfileReader;
import dorsal.clinical.Profile;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.text.SourceText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** What is said of a profile that cannot be read, and that nothing of it is assessed. Fixtures are named by the fault. */
class FaultyProfilesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/faulty-profiles");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final ProfileReader READER = new ProfileReader(
            Knowledge.read(KnowledgeFolder.read(Path.of("rules"))).vocabulary(), TODAY);

    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    private static Answer dorsal(String... arguments) {
        return dorsal("", arguments);
    }

    private static Answer dorsal(String in, String[] arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(new ByteArrayInputStream(in.getBytes(UTF_8)), out, err);
        int exitCode =
                Dorsal.run(arguments, streams, (listening, archive, rules, editing, chart, ready) -> {}, Ansi.OFF, NOW);
        return new Answer(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyProblemIsReportedAndNothingIsAssessed(Path fixture) throws IOException {
        String name = fixture.getFileName().toString();
        String format = name.endsWith(".json") ? "json" : "text";

        Answer answer = dorsal("assess", fixture.toString(), "--format", format);

        assertThat(answer.err().replace(FIXTURES + "/", ""))
                .isEqualTo(Files.readString(FIXTURES.resolve(name.replaceFirst("\\.\\w+$", ".expected.txt"))));
        assertThat(answer.out()).isEmpty();
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    // ---- several profiles

    @Test
    void inNdjsonABadLineIsAnsweredInItsPlaceAndTheRestGoOn() {
        String file = FIXTURES.resolve("bad-line.ndjson").toString();

        Answer answer = dorsal("assess", file, "--format", "ndjson");

        assertThat(answer.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"patient\":\"a\",")
                                .contains("\"urgency\":"),
                        line -> assertThat(line)
                                .isEqualTo("{\"line\":2,\"problems\":[{\"file\":\"" + file
                                        + "\",\"line\":2,\"column\":31,\"message\":"
                                        + "\"'pian-now' is not a finding. Maybe you meant 'pain-now'.\"}]}"),
                        line -> assertThat(line)
                                .startsWith("{\"line\":3,\"problems\":[{\"file\":\"" + file
                                        + "\",\"line\":3,\"column\":40,")
                                .contains(
                                        "'fever' is answered with '1'.",
                                        "\"column\":52,",
                                        "'power' is answered with '9'."),
                        line -> assertThat(line)
                                .startsWith("{\"line\":4,\"problems\":[")
                                .contains("This is not valid"),
                        line -> assertThat(line)
                                .startsWith("{\"patient\":\"e\",")
                                .contains("\"urgency\":"));
        assertThat(answer.err()).isEqualTo("3 of the profiles could not be read; see their lines.\n");
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void oneBadFileMeansNoResultForTheOthersEither(String format) throws IOException {
        Path good = write("good.yaml", "findings: {}\n");
        Path bad = write("bad.yaml", "findings: {pian-now: 3}\n");

        Answer answer = dorsal("assess", good.toString(), bad.toString(), "--format", format);

        assertThat(answer.err())
                .isEqualTo(bad + ":1:12: 'pian-now' is not a finding. Maybe you meant 'pain-now'.\n1 problem.\n");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    @Test
    void theProblemsOfEveryFileAreReported() throws IOException {
        Path first = write("a.yaml", "findings: {pian-now: 3}\n");
        Path second = write("b.yaml", "findings: {fever: 1}\n");

        Answer answer =
                dorsal("assess", second.toString(), folder.resolve("c.yaml").toString(), first.toString());

        assertThat(answer.err().lines().map(line -> line.replaceFirst(": .*", "")))
                .containsExactly(first + ":1:12", second + ":1:19", folder.resolve("c.yaml") + ":1:1", "3 problems.");
    }

    // ---- files and usage

    @Test
    void aMissingFileIsNamed() {
        assertThat(dorsal("assess", "nobody.yaml"))
                .isEqualTo(
                        new Answer(
                                2,
                                "",
                                "nobody.yaml:1:1: There is no such file. Expected a profile as YAML, JSON or NDJSON.\n1 problem.\n"));
    }

    @Test
    void standardInputIsCalledByItsDash() {
        assertThat(dorsal("findings: {pian-now: 3}\n", new String[] {"assess", "-"}))
                .isEqualTo(new Answer(
                        2, "", "-:1:12: 'pian-now' is not a finding. Maybe you meant 'pain-now'.\n1 problem.\n"));
    }

    @Test
    void aFolderIsNoProfile() {
        assertThat(dorsal("assess", "src"))
                .isEqualTo(new Answer(
                        2,
                        "",
                        "src:1:1: This is not a file. Expected a profile as YAML, JSON or NDJSON.\n1 problem.\n"));
    }

    /** How the line of usage begins is picocli's; what was wrong stands above it. */
    private static void assertUsage(Answer answer, String found) {
        assertThat(answer.err()).startsWith(found).contains("Usage: dorsal");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    @Test
    void assessNeedsAFile() {
        assertUsage(dorsal("assess"), "Missing required parameter: 'FILE'\n");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(dorsal("assess", "x.yaml", "--fromat", "json").err())
                .startsWith("Unknown option: '--fromat'")
                .contains("--format");
        assertThat(dorsal("assess", "x.yaml", "--fromat", "json").exitCode()).isEqualTo(2);
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        Answer answer = dorsal("asses", "x.yaml");

        assertThat(answer.err())
                .startsWith("Unmatched argument")
                .contains("asses")
                .contains("assess");
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    @Test
    void anUnknownFormatIsAnsweredWithThoseThereAre() {
        assertUsage(
                dorsal("assess", "x.yaml", "--format", "xml"),
                "Invalid value for option '--format': expected one of text, json, ndjson, html, note but was 'xml'\n");
    }

    @Test
    void noCommandIsAnsweredWithThoseThereAre() {
        assertUsage(dorsal(), "Expected a command: ");
    }

    @Test
    void faultyRulesAreRefusedBeforeAnyProfileIsRead() throws IOException {
        Answer answer = dorsal(
                "assess", "nobody.yaml", "--rules", folder.resolve("rulse").toString());

        assertThat(answer)
                .isEqualTo(
                        new Answer(
                                2,
                                "",
                                folder.resolve("rulse")
                                        + ":1:1: There is no such folder. Expected a folder with rules (see --rules).\n1 problem.\n"));
    }

    // ---- what is accepted

    private static Profile read(String yaml) {
        return READER.read(SourceText.decode("-", yaml.getBytes(UTF_8)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Yes", "YES", "true", "True", "TRUE", "\"yes\"", "'yes'", "\"true\""})
    void yesHasManySpellings(String yes) {
        assertThat(read("findings: {fever: " + yes + "}")).isEqualTo(read("findings: {fever: yes}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "No", "NO", "false", "False", "FALSE", "\"no\"", "'no'"})
    void noHasManySpellings(String no) {
        assertThat(read("findings: {fever: " + no + "}"))
                .isEqualTo(read("findings: {fever: no}"))
                .isNotEqualTo(read("findings: {}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "\"unknown\"", "null", "~", ""})
    void notAnsweredHasManySpellings(String unknown) {
        assertThat(read("findings: {fever: " + unknown + "}")).isEqualTo(read("findings: {}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"findings\": {\"pain-now\": 3, \"pain-weeks\": 20}}",
                "findings: {pain-weeks: 20.0, pain-now: 3}",
                "\uFEFFfindings: {pain-weeks: 20, pain-now: 3}",
                "# a note\r\nfindings:\r\n  pain-now: 3\r\n  pain-weeks: 20.00\r\n",
                "---\nfindings: {pain-weeks: 20, pain-now: 3}\n...\n",
                "%YAML 1.2\n---\nfindings: {pain-weeks: 20, pain-now: 3}\n",
                "attestations: []\ntraining-log:\npatient: null\nfindings: {pain-weeks: 20, pain-now: 3}"
            })
    void aProfileIsTheSameHoweverItIsWritten(String profile) {
        assertThat(read(profile)).isEqualTo(read("findings: {pain-now: 3, pain-weeks: 20}"));
    }

    @Test
    void anEmptyListIsAnAnswer() {
        assertThat(read("findings: {equipment: []}")).isNotEqualTo(read("findings: {}"));
    }

    @Test
    void theEndsOfARangeBelongToIt() {
        assertThat(read("findings: {pain-now: 0, power: 5, age: 120}").answers())
                .hasSize(3);
    }

    @Test
    void aFindingMayBeAnsweredThoughNobodyWouldAskIt() {
        assertThat(read("findings: {pain-now: 0, sciatica: yes}").answers()).hasSize(2);
    }

    @Test
    void aChildIsNoInputError() {
        assertThat(read("findings: {age: 9}").answers()).hasSize(1);
    }

    @Test
    void todayAndThePastAreAccepted() {
        assertThat(read("date: 2026-11-22\nfindings: {}")).isEqualTo(read("findings: {}"));
        assertThat(read("date: 2024-02-29\nfindings: {}").at().toLocalDate()).isEqualTo("2024-02-29");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T18:00", "2026-11-21 18:00", "\"2026-11-21T18:00\"", "2026-11-21T18:00:00"})
    void aMomentHasATOrASpaceAndNoZone(String moment) {
        String log = "findings: {}\ntraining-log:\n  - exercise: bridge\n    at: ";

        assertThat(read(log + moment)).isEqualTo(read(log + "2026-11-21T18:00"));
    }

    @Test
    void anEntryLaterThanTheDateIsAccepted() {
        assertThat(read("findings: {}\ntraining-log: [{exercise: bridge, at: 2027-01-01}]")
                        .trainingLog())
                .hasSize(1);
    }

    @Test
    void repeatsInAttestationsAndLogAreAccepted() throws IOException {
        String twice = "{code: form-check-passed, exercise: deadlift}, {code: form-check-passed, exercise: deadlift}";
        String entries =
                "{exercise: bridge, at: 2026-11-21, effort: 0}, {exercise: bridge, at: 2026-11-21, effort: 10}";
        Path file =
                write("repeats.yaml", "findings: {}\nattestations: [" + twice + "]\ntraining-log: [" + entries + "]\n");

        Answer answer = dorsal("assess", file.toString());

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void aFileWithAByteOrderMarkIsAssessed() throws IOException {
        List<Answer> answers = Stream.of(
                        write("plain.json", "{\"findings\": {}}"), write("marked.json", "\uFEFF{\"findings\": {}}"))
                .map(file -> dorsal("assess", file.toString(), "--format", "json"))
                .toList();

        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(1).exitCode()).isZero();
    }
}

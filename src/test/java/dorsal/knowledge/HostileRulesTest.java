package dorsal.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dorsal.rehearsal.CaseReader;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that would make a file if anything of them were compiled, evaluated or constructed. */
class HostileRulesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/hostile-rules");
    /** Every fixture that runs leaves this behind. */
    private static final Path MARKER = Path.of("/tmp/dorsal-was-here");

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    private Path parent;

    static Stream<Path> fixtures() throws IOException {
        return RulesCopy.fixtures(FIXTURES).stream();
    }

    @BeforeEach
    @AfterEach
    void removeMarker() throws IOException {
        Files.deleteIfExists(MARKER);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void hostileTextIsRefusedWhereItStandsAndNeverRun(Path fixture) throws IOException {
        RulesCopy rules = RulesCopy.with(fixture, parent);

        ProblemsException refused = assertTimeoutPreemptively(LONG_ENOUGH, () -> refusalOf(rules.folder()));

        assertThat(refused.problems())
                .extracting(Problem::at)
                .anySatisfy(at -> assertThat(filesOf(fixture))
                        .contains(rules.folder().relativize(Path.of(at.file())).toString()));
        assertThat(MARKER).doesNotExist();
    }

    /** Lines built to make a pattern try every way to divide them. */
    static Stream<String> linesThatBacktrack() {
        return Stream.of(
                        "there is " + "a ".repeat(990),
                        "cancer is one of " + "a,".repeat(990),
                        "cancer is one of " + "a ,\t".repeat(490) + "!",
                        "cancer is one of a" + " ".repeat(1900) + "!",
                        "session-pain minus pain-at-start is at least " + "\t".repeat(1900),
                        "is ".repeat(660),
                        " is at least".repeat(160) + "!",
                        "- ".repeat(990),
                        "-".repeat(1990),
                        "@source( " + "\"a\" ".repeat(490) + "!",
                        "@source( \"a\" ) ".repeat(130) + "!",
                        "@source( \"" + "nice-ng59, ".repeat(170) + "\" ) !",
                        "@source( \"" + "a;".repeat(980) + "\" )",
                        "@source( \"a, " + " (verified".repeat(190) + "\" )",
                        "@source( \"a," + " ".repeat(1900) + "(\" )",
                        "@a(" + " ".repeat(1900) + "\"",
                        "rule" + " ".repeat(1900) + "\"",
                        "rule \"" + "a-".repeat(980) + "\"",
                        "rule \"a:" + " ".repeat(1900) + "\"",
                        "rule \"" + "a-a".repeat(600) + ": x\" y",
                        "escalate as urgent, " + "\"\", ".repeat(490),
                        "escalate as a, \"" + ", to ".repeat(390) + "\", to",
                        "offer " + "a, ".repeat(650) + "instead!",
                        "offer a" + " ".repeat(1900) + "insted",
                        "lift to caution once " + "a, ".repeat(600) + "is on record are on record!",
                        "dose sets as " + "a,".repeat(980) + "\"",
                        "because \"" + "\\".repeat(1980) + "\"")
                .map(line -> line.length() > 2000 ? line.substring(0, 2000) : line);
    }

    @ParameterizedTest
    @MethodSource("linesThatBacktrack")
    void noLineKeepsTheReaderBusy(String line) {
        String file = (line + "\n").repeat(20)
                + "rule \"a: b\"\n" + (line + "\n").repeat(20)
                + "when\n" + (line + "\n").repeat(20)
                + "then\n" + (line + "\n").repeat(20)
                + "end\n";
        RulesCopy rules = assertTimeoutPreemptively(LONG_ENOUGH, () -> RulesCopy.in(parent));

        ProblemsException refused = assertTimeoutPreemptively(LONG_ENOUGH, () -> {
            Files.writeString(rules.folder().resolve("30-conditions/99-hostile.dslr"), file);
            return refusalOf(rules.folder());
        });

        assertThat(refused.problems()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void aFileOfOneEndlessLineIsRefused() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Files.write(
                rules.folder().resolve("30-conditions/99-hostile.dslr"),
                "x".repeat(9 << 20).getBytes(UTF_8));

        ProblemsException refused = assertTimeoutPreemptively(LONG_ENOUGH, () -> refusalOf(rules.folder()));

        assertThat(refused.problems())
                .extracting(rules::print)
                .containsExactly("rules/30-conditions/99-hostile.dslr:1:1: This is not a plain file of at most 8 MB.");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Path elsewhere = Files.writeString(parent.resolve("elsewhere.dslr"), "// elsewhere\n");
        Files.createSymbolicLink(rules.folder().resolve("30-conditions/99-hostile.dslr"), elsewhere);

        assertThat(refusalOf(rules.folder()).problems())
                .extracting(rules::print)
                .containsExactly("rules/30-conditions/99-hostile.dslr:1:1: This is not a plain file of at most 8 MB.");
    }

    @Test
    void aLinkedFolderIsNotSilentlyLeftOut() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("99-hostile.dslr"), "// elsewhere\n");
        Files.createSymbolicLink(rules.folder().resolve("80-linked"), elsewhere);

        assertThat(refusalOf(rules.folder()).problems())
                .extracting(Problem::at)
                .extracting(at -> at.file().substring(parent.toString().length()))
                .containsExactly("/rules/80-linked");
    }

    /** What is thrown has to be the list of problems; anything else is a fault of Dorsal. */
    private static ProblemsException refusalOf(Path folder) {
        ProblemsException refused = catchThrowableOfType(
                ProblemsException.class, () -> CaseReader.read(Knowledge.read(KnowledgeFolder.read(folder)), TODAY));
        assertThat(refused).as("refusal").isNotNull();
        return refused;
    }

    /** The paths below {@code rules/} that a fixture writes. */
    private static List<String> filesOf(Path fixture) throws IOException {
        if (!Files.isDirectory(fixture)) {
            return List.of("30-conditions/99-" + fixture.getFileName());
        }
        try (Stream<Path> files = Files.walk(fixture)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> fixture.relativize(file).toString().replaceFirst("\\.added$", ""))
                    .toList();
        }
    }
}

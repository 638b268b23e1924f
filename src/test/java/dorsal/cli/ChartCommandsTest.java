package dorsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Urgency;
import dorsal.store.Chart;
import dorsal.store.Patient;
import dorsal.store.Role;
import dorsal.store.Visit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** What operators do from a terminal, on the database in a file. */
class ChartCommandsTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    private Answer dorsal(String input, String... arguments) {
        return dorsal(folder.resolve("data"), Map.of(), input, arguments);
    }

    private static Answer dorsal(Path data, Map<String, String> environment, String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString(), "--who", "op"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Dorsal.run(
                all.toArray(String[]::new),
                new Streams(new ByteArrayInputStream(input.getBytes(UTF_8)), out, err),
                (listening, archive, rules, editing, chart, ready) -> {},
                environment,
                Ansi.OFF,
                TODAY);
        return new Answer(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Chart chart() {
        return Chart.open(folder.resolve("data"), Map.of(), TODAY);
    }

    @Test
    void usersLogInByPasswordOrSingleSignOnOrBoth() {
        dorsal(PASSWORD, "user", "add", "ann", "--role", "administrator", "--password-stdin");
        assertThat(dorsal("", "user", "add", "kim", "--role", "clinician", "--single-sign-on"))
                .isEqualTo(new Answer(0, "The user 'kim' (clinician) is added.\n", ""));
        assertThat(dorsal("", "user", "add", "jo", "--role", "clinician").err())
                .startsWith("Expected --password-stdin, with or without --must-change, or --single-sign-on.");
        assertThat(dorsal("", "user", "add", "jo", "--role", "clinician", "--single-sign-on", "--must-change")
                        .exitCode())
                .isEqualTo(2);
        assertThat(dorsal("", "user", "single-sign-on", "ann", "--only"))
                .isEqualTo(new Answer(
                        0, "The user 'ann' may log in by single sign-on.\nThe password of 'ann' is removed.\n", ""));
        assertThat(dorsal("", "user", "single-sign-on", "ann", "--off"))
                .isEqualTo(
                        new Answer(2, "", "dorsal: 'ann' has no password yet; give one first, or disable the user.\n"));
        assertThat(dorsal("", "user", "single-sign-on", "ann", "--off", "--only")
                        .exitCode())
                .isEqualTo(2);

        assertThat(dorsal("", "user", "list").out()).isEqualTo("""
                        ann                   administrator  enabled, single sign-on; changed 2026-11-22 12:00:00 by op (terminal)
                        kim                   clinician      enabled, single sign-on; changed 2026-11-22 12:00:00 by op (terminal)
                        """);
    }

    @Test
    void usersAreAddedListedDisabledAndGivenPasswords() {
        assertThat(dorsal(PASSWORD + "\r\n", "user", "add", "ann", "--role", "administrator", "--password-stdin"))
                .isEqualTo(new Answer(0, "The user 'ann' (administrator) is added.\n", ""));
        assertThat(dorsal(PASSWORD, "user", "add", "bob", "--role", "clinician", "--password-stdin", "--must-change"))
                .isEqualTo(new Answer(0, "The user 'bob' (clinician) is added.\n", ""));
        assertThat(dorsal("", "user", "disable", "bob")).isEqualTo(new Answer(0, "The user 'bob' is disabled.\n", ""));

        assertThat(dorsal("", "user", "list").out()).isEqualTo("""
                        ann                   administrator  enabled; changed 2026-11-22 12:00:00 by op (terminal)
                        bob                   clinician      disabled, must change the password; changed 2026-11-22 12:00:00 by op (terminal)
                        """);

        assertThat(dorsal("", "user", "enable", "bob").exitCode()).isZero();
        assertThat(dorsal("another good one\n", "user", "password", "bob", "--password-stdin"))
                .isEqualTo(new Answer(0, "The password of 'bob' is changed.\n", ""));
        try (Chart chart = chart()) {
            assertThat(chart.users().logIn("bob", PASSWORD, "here").user()).isEmpty();
            assertThat(chart.users().logIn("bob", "another good one", "here").user())
                    .isPresent();
            assertThat(chart.users().logIn("ann", PASSWORD, "here").user()).isPresent();
        }
    }

    @Test
    void whatCannotBeDoneIsOneSentence() {
        assertThat(dorsal("", "user", "list").exitCode()).isEqualTo(2);
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(dorsal("", "user", "add", "ann", "--role", "clinician", "--password-stdin"))
                .satisfies(answer -> assertThat(answer.err())
                        .startsWith("Expected a password on standard input, and found none.\n"));
        assertThat(dorsal(PASSWORD, "user", "add", "ann", "--role", "clinicain", "--password-stdin"))
                .satisfies(answer -> assertThat(answer.err())
                        .startsWith("'clinicain' is no role. Expected clinician, rule-editor, administrator or auditor."
                                + " Maybe you meant 'clinician'.\n"));
        assertThat(dorsal("short", "user", "add", "ann", "--role", "clinician", "--password-stdin"))
                .isEqualTo(
                        new Answer(
                                2,
                                "",
                                "dorsal: This password is too easy to guess. Expected at least 12 characters, not the name itself.\n"));
        assertThat(dorsal("", "user", "disable", "nobody"))
                .isEqualTo(new Answer(2, "", "dorsal: There is no user 'nobody'.\n"));
        assertThat(dorsal("", "token", "revoke", "nothing"))
                .isEqualTo(new Answer(2, "", "dorsal: There is no token 'nothing'.\n"));
        assertThat(dorsal("", "patient", "export", "x"))
                .isEqualTo(new Answer(2, "", "dorsal: There is no patient with this id.\n"));
        assertThat(dorsal("", "audit", "verify", "--head", "12").exitCode()).isEqualTo(2);
        assertThat(dorsal("", "restore", folder.resolve("none.zip").toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void aSettingThatNamesNoDatabaseIsSaidWithoutItsPassword() {
        assertThat(dorsal(
                        folder.resolve("data"),
                        Map.of("DORSAL_DB", "jdbc:mysql://u:secret@host/x"),
                        "",
                        "user",
                        "list"))
                .satisfies(answer -> {
                    assertThat(answer.exitCode()).isEqualTo(2);
                    assertThat(answer.err()).contains("DORSAL_DB").doesNotContain("secret");
                });
        assertThat(dorsal(
                        folder.resolve("data"),
                        Map.of("DORSAL_DB", "jdbc:postgresql://127.0.0.1:1/x?user=u&password=secret"),
                        "",
                        "user",
                        "list"))
                .satisfies(answer -> {
                    assertThat(answer.exitCode()).isEqualTo(3);
                    assertThat(answer.err())
                            .startsWith("dorsal: The database cannot be reached.")
                            .doesNotContain("secret", "\tat ");
                });
    }

    @Test
    void aTokenIsPrintedOnce() {
        Answer added = dorsal("", "token", "add", "emr", "--role", "clinician");

        assertThat(added.out()).matches("dorsal_[A-Za-z0-9_-]{43}\n");
        assertThat(dorsal("", "token", "list").out())
                .isEqualTo(
                        "emr                   clinician      valid; changed 2026-11-22 12:00:00 by op (terminal); never used\n");
        try (Chart chart = chart()) {
            assertThat(chart.tokens().use(added.out().strip()))
                    .get()
                    .extracting(token -> token.role())
                    .isEqualTo(Role.CLINICIAN);
        }
        assertThat(dorsal("", "token", "list").out()).endsWith("last used 2026-11-22 12:00:00\n");
        assertThat(dorsal("", "token", "revoke", "emr").exitCode()).isZero();
        try (Chart chart = chart()) {
            assertThat(chart.tokens().use(added.out().strip())).isEmpty();
        }
    }

    private void addPatient(String id) {
        try (Chart chart = chart()) {
            Patient patient = chart.patients().create(id, "ann\u001b[31m");
            chart.visits()
                    .save(
                            new Visit.Entered(id, patient.state(), "{}", "{}", "sha256:1", Urgency.NONE, List.of()),
                            "ann");
        }
    }

    @Test
    void theTrailIsListedAndVerified() {
        addPatient("p");
        Answer verified = dorsal("", "audit", "verify");

        assertThat(dorsal("", "audit", "list", "--patient", "p").out()).isEqualTo("""
                              2  2026-11-22 12:00:00  ann: visit saved (patient p)
                              1  2026-11-22 12:00:00  ann\ufffd[31m: patient added (patient p)
                        """);
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out())
                .matches(
                        "The audit trail is sound: 2 entries, and all that they tell of is as it was written\\.\nIt ends with 2:[0-9a-f]{64}\n");
        String head = verified.out().strip().replaceFirst("(?s).* ", "");
        addPatient("q");
        assertThat(dorsal("", "audit", "verify", "--head", head).exitCode()).isZero();
        assertThat(dorsal("", "audit", "verify", "--head", "9:" + "a".repeat(64)))
                .satisfies(answer -> {
                    assertThat(answer.exitCode()).isEqualTo(1);
                    assertThat(answer.out()).contains("the end was cut off");
                });
    }

    @Test
    void aBrokenTrailIsFoundWantingAndRestoredOnlyWhenAskedFor() throws Exception {
        addPatient("p");
        String url = "jdbc:h2:file:" + folder.resolve("data/chart/chart") + ";AUTO_SERVER=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "dorsal", "");
                Statement statement = connection.createStatement()) {
            statement.execute("update visit set urgency = 'soon'");
        }
        String backup = folder.resolve("b.zip").toString();

        assertThat(dorsal("", "audit", "verify")).satisfies(answer -> {
            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.out())
                    .startsWith("The audit trail is broken. First:\n    The row of visit of entry 2 was changed.\n");
        });
        assertThat(dorsal("", "backup", backup).exitCode()).isEqualTo(1);
        Path other = folder.resolve("other");
        assertThat(dorsal(other, Map.of(), "", "restore", backup)).satisfies(answer -> {
            assertThat(answer.exitCode()).isEqualTo(2);
            assertThat(answer.err()).contains("The row of visit of entry 2 was changed.");
        });
        assertThat(dorsal(other, Map.of(), "", "restore", backup, "--even-if-broken")
                        .exitCode())
                .isEqualTo(1);
        assertThat(dorsal(other, Map.of(), "", "patient", "export", "p").exitCode())
                .isZero();
    }

    @Test
    void aPatientIsExportedAndDeleted() throws IOException {
        addPatient("p");
        Path file = folder.resolve("p.json");

        assertThat(dorsal("", "patient", "export", "p").out())
                .startsWith("{\"id\":\"p\",")
                .endsWith("}\n");
        assertThat(dorsal("", "patient", "export", "p", "--out", file.toString()))
                .isEqualTo(new Answer(0, "", ""));
        assertThat(Files.readString(file)).contains("\"fingerprint\":\"sha256:1\"");
        assertThat(dorsal("", "patient", "export", "p", "--out", file.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(dorsal("", "patient", "delete", "p", "--why", "asked for"))
                .isEqualTo(new Answer(0, "The chart of this patient is deleted.\n", ""));
        assertThat(dorsal("", "patient", "delete", "p", "--why", "again").exitCode())
                .isEqualTo(2);
        assertThat(dorsal("", "audit", "verify").exitCode()).isZero();
    }

    @Test
    void commandsWorkBesideAChartThatIsOpen() {
        try (Chart open = chart()) {
            addPatient("p");
            assertThat(dorsal("", "backup", folder.resolve("b.zip").toString()).exitCode())
                    .isZero();
            assertThat(dorsal("", "backup", folder.resolve("b.zip").toString()).err())
                    .startsWith("'" + folder.resolve("b.zip") + "' is there already.\n");
            assertThat(dorsal("", "restore", folder.resolve("b.zip").toString()).err())
                    .contains("A backup is restored into an empty data folder only.");
            assertThat(open.audit().verify(Optional.empty()).sound()).isTrue();
        }
    }
}

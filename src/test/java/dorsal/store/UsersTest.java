package dorsal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.store.SignOn.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may log in, how wrong passwords slow down, and the keys of programs. */
class UsersTest extends ChartTests {
    private static final String GOOD = "correct horse battery";

    @ParameterizedTest
    @EnumSource
    void theFirstAdministratorIsMadeOnce(Kept kept) {
        Chart chart = open(kept);

        String password = chart.users().ensureAdministrator().orElseThrow();

        assertThat(chart.users().ensureAdministrator()).isEmpty();
        User admin = chart.users().logIn("admin", password, "here").user().orElseThrow();
        assertThat(admin.role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(admin.mustChangePassword()).isTrue();
        assertThatThrownBy(() -> chart.users().changePassword("admin", password, false, "admin"))
                .isInstanceOf(ChartRefusal.class);
        assertThat(chart.users().changePassword("admin", GOOD, false, "admin").mustChangePassword())
                .isFalse();
        assertThat(chart.users().logIn("admin", password, "here").user()).isEmpty();
        assertThat(chart.users().logIn("admin", GOOD, "here").user()).isPresent();
        assertThatThrownBy(() -> chart.users().disable("admin", "admin")).isInstanceOf(ChartRefusal.class);
        assertThatThrownBy(() -> chart.users().changeRole("admin", Role.AUDITOR, "admin"))
                .isInstanceOf(ChartRefusal.class);
        assertThat(chart.audit().list(Optional.empty(), Long.MAX_VALUE, 10))
                .extracting(AuditEntry::by, AuditEntry::action)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("admin", "logged in"),
                        org.assertj.core.groups.Tuple.tuple("nobody", "log-in refused"),
                        org.assertj.core.groups.Tuple.tuple("admin", "password changed"),
                        org.assertj.core.groups.Tuple.tuple("admin", "logged in"),
                        org.assertj.core.groups.Tuple.tuple("dorsal", "user added"));
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void aDisabledUserIsLetInNoLonger(Kept kept) {
        Chart chart = open(kept);
        chart.users().add("bob", Role.CLINICIAN, GOOD, false, "ann");

        assertThat(chart.users().disable("bob", "ann").disabled()).isTrue();
        assertThat(chart.users().logIn("bob", GOOD, "here")).isEqualTo(new LogIn(Optional.empty(), Duration.ZERO));
        chart.users().enable("bob", "ann");
        chart.users().changeRole("bob", Role.RULE_EDITOR, "ann");
        assertThat(chart.users().logIn("bob", GOOD, "here").user())
                .get()
                .extracting(User::role)
                .isEqualTo(Role.RULE_EDITOR);
        assertThat(chart.users().list()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void namesAndPasswordsThatCannotBeAreRefused(Kept kept) {
        Users users = open(kept).users();

        for (String name : new String[] {"", " ", "a b", "-x", "<script>", "x".repeat(65), "a\0"}) {
            assertThatThrownBy(() -> users.add(name, Role.CLINICIAN, GOOD, false, "ann"))
                    .as(name)
                    .isInstanceOf(ChartRefusal.class);
        }
        for (String password : new String[] {"", "short", "averylongname", "x".repeat(73), "é".repeat(37)}) {
            assertThatThrownBy(() -> users.add("AVeryLongName", Role.CLINICIAN, password, false, "ann"))
                    .as(password)
                    .isInstanceOf(ChartRefusal.class);
        }
        users.add("zoë", Role.CLINICIAN, "caf\u00e9 au lait doux", false, "ann");
        assertThatThrownBy(() -> users.add("zoë", Role.CLINICIAN, GOOD, false, "ann"))
                .isInstanceOf(ChartRefusal.class);
        assertThat(users.logIn("zoë", "cafe\u0301 au lait doux", "here").user()).isPresent();
        assertThat(users.logIn("zoë", "x".repeat(100), "here").user()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void wrongPasswordsSlowTheNextDownAndARestartForgivesNothing(Kept kept) {
        Chart first = open(kept);
        first.users().add("bob", Role.CLINICIAN, GOOD, false, "ann");
        for (int i = 0; i < 5; i++) {
            assertThat(first.users().logIn("bob", "wrong", "there"))
                    .isEqualTo(new LogIn(Optional.empty(), Duration.ZERO));
        }
        reopen(first);

        Users users = reopened().users();
        assertThat(users.logIn("bob", GOOD, "elsewhere").pause()).isEqualTo(Duration.ofSeconds(30));
        clock.forward(Duration.ofSeconds(29));
        assertThat(users.logIn("bob", GOOD, "elsewhere").pause()).isEqualTo(Duration.ofSeconds(1));
        clock.forward(Duration.ofSeconds(1));
        assertThat(users.logIn("bob", "wrong", "elsewhere").pause()).isZero();
        assertThat(users.logIn("bob", GOOD, "elsewhere").pause()).isEqualTo(Duration.ofMinutes(1));
        clock.forward(Duration.ofMinutes(1));
        assertThat(users.logIn("bob", GOOD, "elsewhere").user()).isPresent();
        assertThat(users.logIn("bob", "wrong", "elsewhere").pause()).isZero();
        assertThat(users.logIn("bob", GOOD, "elsewhere").user()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aNewPasswordForgivesWrongOnes(Kept kept) {
        Users users = open(kept).users();
        users.add("bob", Role.CLINICIAN, GOOD, false, "ann");
        for (int i = 0; i < 6; i++) {
            users.logIn("bob", "wrong", "there");
        }
        assertThat(users.logIn("bob", GOOD, "there").user()).isEmpty();

        users.changePassword("bob", "another good one", false, "ann");

        assertThat(users.logIn("bob", "another good one", "there").user()).isPresent();
    }

    private static final Identity KIM = new Identity("https://id.example", "1", "kim");

    private static SignOn signOn(Chart chart, Identity person) {
        return chart.users().signOn(person, false, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void singleSignOnKnowsAPersonFromTheFirstTimeOn(Kept kept) {
        Chart chart = open(kept);
        assertThat(signOn(chart, KIM).outcome()).isEqualTo(Outcome.UNKNOWN);
        chart.users().addForSingleSignOn("kim", Role.CLINICIAN, "ann");
        assertThat(chart.users().logIn("kim", "", "here").user()).isEmpty();

        assertThat(signOn(chart, KIM).user()).map(User::role).contains(Role.CLINICIAN);
        assertThat(signOn(chart, new Identity("https://id.example", "1", "kim-married"))
                        .user())
                .map(User::name)
                .contains("kim");
        assertThat(signOn(chart, new Identity("https://id.example", "2", "kim")).outcome())
                .isEqualTo(Outcome.SOMEBODY_ELSE);
        assertThat(signOn(chart, new Identity("https://other.example", "1", "kim"))
                        .outcome())
                .isEqualTo(Outcome.SOMEBODY_ELSE);
        clock.forward(Duration.ofSeconds(1));
        User before = chart.users().find("kim").orElseThrow();
        chart.users().allowSingleSignOn("kim", "ann");
        assertThat(chart.users().find("kim").orElseThrow().changedAt()).isAfter(before.changedAt());
        assertThat(signOn(chart, new Identity("https://id.example", "2", "kim")).outcome())
                .isEqualTo(Outcome.LET_IN);
        chart.users().disable("kim", "ann");
        assertThat(signOn(chart, new Identity("https://id.example", "2", "kim")).outcome())
                .isEqualTo(Outcome.DISABLED);
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void aUserHasAPasswordOrSingleSignOnOrBothAndNeverNeither(Kept kept) {
        Users users = open(kept).users();
        users.add("bob", Role.ADMINISTRATOR, GOOD, false, "ann");
        Identity bob = new Identity("https://id.example", "b", "bob");

        assertThat(users.signOn(bob, false, Optional.empty()).outcome()).isEqualTo(Outcome.PASSWORD_ONLY);
        assertThat(users.signOn(bob, true, Optional.of(Role.AUDITOR)).outcome()).isEqualTo(Outcome.PASSWORD_ONLY);
        assertThatThrownBy(() -> users.removePassword("bob", "ann")).isInstanceOf(ChartRefusal.class);
        users.allowSingleSignOn("bob", "ann");
        assertThat(users.signOn(bob, false, Optional.empty()).outcome()).isEqualTo(Outcome.LET_IN);
        assertThat(users.logIn("bob", GOOD, "here").user()).isPresent();
        users.removePassword("bob", "ann");
        assertThat(users.logIn("bob", GOOD, "here").user()).isEmpty();
        assertThatThrownBy(() -> users.endSingleSignOn("bob", "ann")).isInstanceOf(ChartRefusal.class);
        users.changePassword("bob", GOOD, false, "ann");
        users.endSingleSignOn("bob", "ann");
        assertThat(users.signOn(bob, false, Optional.empty()).outcome()).isEqualTo(Outcome.PASSWORD_ONLY);
        assertThat(users.logIn("bob", GOOD, "here").user()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWorksUntilItIsRevoked(Kept kept) {
        Chart chart = open(kept);
        Tokens tokens = chart.tokens();

        String secret = tokens.add("emr", Role.CLINICIAN, "ann");

        assertThat(tokens.use(secret)).get().extracting(Token::lastUsed).isEqualTo(Optional.empty());
        clock.forward(Duration.ofSeconds(10));
        assertThat(tokens.use(secret).orElseThrow().lastUsed())
                .contains(clock.instant().minusSeconds(10));
        clock.forward(Duration.ofSeconds(50));
        tokens.use(secret);
        assertThat(tokens.list()).extracting(Token::lastUsed).containsExactly(Optional.of(clock.instant()));
        assertThatThrownBy(() -> tokens.add("emr", Role.AUDITOR, "ann")).isInstanceOf(ChartRefusal.class);
        assertThat(tokens.use(secret + "x")).isEmpty();
        tokens.revoke("emr", "ann");
        assertThat(tokens.use(secret)).isEmpty();
        assertThatThrownBy(() -> tokens.revoke("emr", "ann")).isInstanceOf(ChartRefusal.class);
        String again = tokens.add("emr", Role.AUDITOR, "ann");
        assertThat(tokens.use(secret)).isEmpty();
        assertThat(tokens.use(again)).get().extracting(Token::role).isEqualTo(Role.AUDITOR);
        assertThat(tokens.list()).hasSize(1);
        assertSound(chart);
    }
}

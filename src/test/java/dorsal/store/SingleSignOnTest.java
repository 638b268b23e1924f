package dorsal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of single sign-on: what they say, and which are refused with what sentence. */
class SingleSignOnTest {
    private static final Map<String, String> LEAST = Map.of(
            "DORSAL_OIDC_ISSUER", "https://id.example/realms/clinic",
            "DORSAL_OIDC_CLIENT_ID", "dorsal",
            "DORSAL_OIDC_CLIENT_SECRET", "very secret",
            "DORSAL_DB", "");

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(name, value);
        return settings;
    }

    @Test
    void withoutSettingsThereIsNone() {
        assertThat(SingleSignOn.from(Map.of("DORSAL_DB", ""))).isEmpty();
    }

    @Test
    void threeSettingsAreEnough() {
        SingleSignOn settings = SingleSignOn.from(LEAST).orElseThrow();

        assertThat(settings.issuer()).isEqualTo(URI.create("https://id.example/realms/clinic"));
        assertThat(settings.name()).isEqualTo("id.example");
        assertThat(settings.scopes()).containsExactly("openid", "profile", "email");
        assertThat(settings.userClaim()).isEqualTo("preferred_username");
        assertThat(settings.rolesClaim()).isEmpty();
        assertThat(settings.toString()).doesNotContain("very secret");
    }

    @Test
    void theFirstRoleThatSomebodyHasCounts() {
        Map<String, String> all = with("DORSAL_OIDC_ROLES_CLAIM", "groups");
        all.put("DORSAL_OIDC_ROLES", " cn=it=administrator, back clinic = clinician");
        SingleSignOn settings = SingleSignOn.from(all).orElseThrow();

        assertThat(settings.role(List.of("back clinic", "cn=it"))).contains(Role.ADMINISTRATOR);
        assertThat(settings.role(List.of("back clinic", "canteen"))).contains(Role.CLINICIAN);
        assertThat(settings.role(List.of("canteen", "administrator"))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DORSAL_OIDC_ISSUER | http://id.example | beginning with https://",
                "DORSAL_OIDC_ISSUER | https://id.example/?x=1 | beginning with https://",
                "DORSAL_OIDC_ISSUER | id.example | beginning with https://",
                "DORSAL_OIDC_ISSUER | https://a b | beginning with https://",
                "DORSAL_OIDC_CLIENT_ID | '' | The setting DORSAL_OIDC_CLIENT_ID is missing.",
                "DORSAL_OIDC_CLIENT_SECRET | ' ' | The setting DORSAL_OIDC_CLIENT_SECRET is missing.",
                "DORSAL_OIDC_ISSUER | '' | The setting DORSAL_OIDC_ISSUER is missing.",
                "DORSAL_OIDC_ISSUR | x | Maybe you meant 'DORSAL_OIDC_ISSUER'",
                "DORSAL_OIDC_ROLES_CLAIM | groups | Expected DORSAL_OIDC_ROLES_CLAIM and DORSAL_OIDC_ROLES together",
                "DORSAL_OIDC_ROLES | it=administrator | Expected DORSAL_OIDC_ROLES_CLAIM and DORSAL_OIDC_ROLES together",
                "DORSAL_OIDC_ROLES | it=adminstrator | Maybe you meant 'administrator'",
                "DORSAL_OIDC_ROLES | administrator | is not a value and a role",
                "DORSAL_OIDC_ROLES | a=clinician, a=auditor | stands twice",
            })
    void whatCannotBeIsRefusedAndTheSecretNotRepeated(String name, String value, String sentence) {
        assertThatThrownBy(() -> SingleSignOn.from(with(name, value)))
                .isInstanceOf(ChartRefusal.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("very secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example/keys, true",
        "http://127.0.0.1:9000/keys, true",
        "http://localhost/keys, true",
        "http://id.example/keys, false",
        "http://127.0.0.1.id.example/keys, false",
        "ftp://localhost/keys, false",
        "https:keys, false"
    })
    void onlyThisMachineIsSafeWithoutTls(String address, boolean safe) {
        assertThat(SingleSignOn.isSafe(URI.create(address))).isEqualTo(safe);
    }
}

package dorsal.store;

import dorsal.text.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The provider of single sign-on (OpenID Connect) of a practice, as the environment names it.
 *
 * @param issuer its address, as it says it itself
 * @param name what people call it, for buttons
 * @param userClaim the claim that holds the name of a user
 * @param rolesClaim the claim that holds what is looked for in {@code roles}, dots between nested names; empty where an
 *     administrator gives the roles
 * @param roles roles by value of that claim; the first that somebody has counts
 */
public record SingleSignOn(
        URI issuer,
        String clientId,
        String clientSecret,
        String name,
        List<String> scopes,
        String userClaim,
        Optional<String> rolesClaim,
        Map<String, Role> roles) {
    private static final String START = "DORSAL_OIDC_";
    private static final String ISSUER = START + "ISSUER";
    private static final String CLIENT_ID = START + "CLIENT_ID";
    private static final String CLIENT_SECRET = START + "CLIENT_SECRET";
    private static final String NAME = START + "NAME";
    private static final String SCOPES = START + "SCOPES";
    private static final String USER_CLAIM = START + "USER_CLAIM";
    private static final String ROLES_CLAIM = START + "ROLES_CLAIM";
    private static final String ROLES = START + "ROLES";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<String> SETTINGS =
            List.of(ISSUER, CLIENT_ID, CLIENT_SECRET, NAME, SCOPES, USER_CLAIM, ROLES_CLAIM, ROLES);

    public SingleSignOn {
        scopes = List.copyOf(scopes);
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SingleSignOn[" + issuer + ", " + clientId + "]";
    }

    /**
     * Reads the settings {@code DORSAL_OIDC_…}.
     *
     * @return empty where none is set
     * @throws ChartRefusal if one is missing, unknown or not such; it never repeats the secret
     */
    public static Optional<SingleSignOn> from(Map<String, String> environment) {
        List<String> given = environment.keySet().stream()
                .filter(setting -> setting.startsWith(START))
                .sorted()
                .toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        for (String setting : given) {
            if (!SETTINGS.contains(setting)) {
                throw new ChartRefusal("'%s' is not a setting of single sign-on. Expected one of %s.%s"
                        .formatted(
                                setting,
                                String.join(", ", SETTINGS),
                                Spelling.suggest(setting, SETTINGS)
                                        .map(advice -> " " + advice)
                                        .orElse("")));
            }
        }
        URI issuer = issuer(required(environment, ISSUER));
        Optional<String> rolesClaim = setting(environment, ROLES_CLAIM);
        Map<String, Role> roles = roles(setting(environment, ROLES).orElse(""));
        if (rolesClaim.isPresent() == roles.isEmpty()) {
            throw new ChartRefusal(
                    "Expected %s and %s together, for example 'groups' and 'back-clinic=clinician, it=administrator'; or neither, and an administrator gives the roles."
                            .formatted(ROLES_CLAIM, ROLES));
        }
        return Optional.of(new SingleSignOn(
                issuer,
                required(environment, CLIENT_ID),
                required(environment, CLIENT_SECRET),
                setting(environment, NAME).orElse(issuer.getHost()),
                List.of(setting(environment, SCOPES)
                        .orElse("openid profile email")
                        .split("[\\s,]+")),
                setting(environment, USER_CLAIM).orElse("preferred_username"),
                rolesClaim,
                roles));
    }

    private static Optional<String> setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String required(Map<String, String> environment, String name) {
        return setting(environment, name)
                .orElseThrow(() -> new ChartRefusal("The setting %s is missing. Single sign-on needs %s, %s and %s."
                        .formatted(name, ISSUER, CLIENT_ID, CLIENT_SECRET)));
    }

    private static URI issuer(String text) {
        try {
            URI issuer = new URI(text);
            if (issuer.getRawQuery() == null
                    && issuer.getRawFragment() == null
                    && issuer.getRawUserInfo() == null
                    && isSafe(issuer)) {
                return issuer;
            }
        } catch (URISyntaxException e) {
            // refused below, as any other text that is no such address
        }
        throw new ChartRefusal(
                "The setting %s is '%s'. Expected the address of the provider, beginning with https://, or http:// on this machine only."
                        .formatted(ISSUER, text));
    }

    /** Whether nobody on the way can read or change what goes there and comes back. */
    public static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host)));
    }

    private static Map<String, Role> roles(String text) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.lastIndexOf('=');
            String code = pair.substring(equals + 1).strip();
            Role role = Role.find(code)
                    .filter(found -> equals > 0 && !pair.substring(0, equals).isBlank())
                    .orElseThrow(() -> new ChartRefusal(
                            "'%s' in %s is not a value and a role. Expected for example 'back-clinic=clinician'; the roles are %s.%s"
                                    .formatted(
                                            pair.strip(),
                                            ROLES,
                                            String.join(", ", Role.codes()),
                                            Spelling.suggest(code, Role.codes())
                                                    .map(advice -> " " + advice)
                                                    .orElse(""))));
            String value = pair.substring(0, equals).strip();
            if (roles.putIfAbsent(value, role) != null) {
                throw new ChartRefusal("'%s' stands twice in %s. Expected one role for it.".formatted(value, ROLES));
            }
        }
        return roles;
    }

    /** The role of somebody with these values of the claim. */
    public Optional<Role> role(List<String> values) {
        return roles.entrySet().stream()
                .filter(entry -> values.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

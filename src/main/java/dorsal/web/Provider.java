package dorsal.web;

import dorsal.store.SingleSignOn;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The provider of single sign-on: what it says of itself is asked for at the start, and again each time somebody
 * logs in until it can be reached. Dorsal starts and takes passwords without it. No call takes long, and only a
 * few are made at once, so that a provider that hangs holds up nobody else.
 */
final class Provider implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration> {
    /** Part of the addresses that the provider and its people see. */
    static final String ID = "oidc";

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;
    private static final String WHERE_IT_SAYS = "/.well-known/openid-configuration";

    private final SingleSignOn settings;
    private final Clock clock;
    private final RestTemplate calls;
    private volatile @Nullable Found found;
    private volatile boolean answers = true;

    /** The provider as it described itself. */
    private record Found(ClientRegistration registration, JwtDecoder decoder) {}

    Provider(SingleSignOn settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.calls = new RestTemplate(requests());
        calls.setInterceptors(List.of(few(new Semaphore(AT_ONCE))));
    }

    /** Goes where the provider said, and nowhere else from there. */
    private static ClientHttpRequestFactory requests() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory() {
            @Override
            protected void prepareConnection(HttpURLConnection connection, String method) throws IOException {
                super.prepareConnection(connection, method);
                connection.setInstanceFollowRedirects(false);
            }
        };
        requests.setConnectTimeout(TO_CONNECT);
        requests.setReadTimeout(TO_ANSWER);
        return requests;
    }

    private static ClientHttpRequestInterceptor few(Semaphore turns) {
        return (request, body, execution) -> {
            if (!turns.tryAcquire()) {
                throw new ResourceAccessException("too many calls to the provider are under way");
            }
            try {
                return execution.execute(request, body);
            } finally {
                turns.release();
            }
        };
    }

    SingleSignOn settings() {
        return settings;
    }

    /** For what Spring asks the provider itself. */
    RestTemplate calls() {
        return calls;
    }

    /** The same for the end where codes are exchanged, which answers in its own way. */
    RestClient tokens() {
        return RestClient.builder()
                .requestFactory(calls.getRequestFactory())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    /** Whether it could be reached at the last try; true before the first. */
    boolean answers() {
        return answers;
    }

    /** Asks it for the first time beside whatever else the start does, so that the log-in page and the log can tell. */
    void askSoon() {
        Thread asking = new Thread(this::found, "single-sign-on");
        asking.setDaemon(true);
        asking.start();
    }

    private Optional<Found> found() {
        Found known = found;
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Found now = ask();
            found = now;
            answers = true;
            return Optional.of(now);
        } catch (RuntimeException e) { // of whichever kind: nothing it says may keep passwords from working
            if (answers) { // once, however many try
                LOG.warn(
                        "The provider of single sign-on {} cannot be used: {}. Passwords work; it is asked again when somebody logs in there.",
                        settings.issuer(),
                        reason(e));
            }
            answers = false;
            return Optional.empty();
        }
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message =
                String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
        return deepest.getClass().getSimpleName() + " (" + message + ")";
    }

    private Found ask() {
        String issuer = settings.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        @SuppressWarnings("unchecked") // a JSON object has texts for keys
        Map<String, Object> said = calls.getForObject(URI.create(base + WHERE_IT_SAYS), Map.class);
        if (said == null || !issuer.equals(said.get("issuer"))) {
            throw new IllegalStateException("it calls itself '%s'".formatted(said == null ? "" : said.get("issuer")));
        }
        said.forEach((name, value) -> {
            if ((name.endsWith("_endpoint") || name.equals("jwks_uri"))
                    && !SingleSignOn.isSafe(URI.create(String.valueOf(value)))) {
                throw new IllegalStateException("its %s does not begin with https://".formatted(name));
            }
        });
        ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(said)
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .clientName(settings.name())
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope(settings.scopes())
                .userNameAttributeName("sub")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
        return new Found(registration, decoder(registration, said.get("id_token_signing_alg_values_supported")));
    }

    /** Signed with a key of the provider's only: neither unsigned nor with a secret that both know. */
    private JwtDecoder decoder(ClientRegistration registration, @Nullable Object algorithms) {
        Set<SignatureAlgorithm> taken = new HashSet<>();
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if (algorithms instanceof List<?> all && all.contains(algorithm.getName())) {
                taken.add(algorithm);
            }
        }
        String keys = registration.getProviderDetails().getJwkSetUri();
        if (keys == null || taken.isEmpty()) {
            throw new IllegalStateException("it does not say with which keys it signs");
        }
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithms(all -> {
                    all.clear();
                    all.addAll(taken);
                })
                .restOperations(calls)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        OidcIdTokenValidator claims = new OidcIdTokenValidator(registration);
        claims.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, claims));
        return decoder;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return ID.equals(id) ? found().map(Found::registration).orElse(null) : null;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return found().filter(now -> now.registration().equals(registration))
                .map(Found::decoder)
                .orElseThrow(() -> new IllegalStateException("not a registration of this provider"));
    }
}

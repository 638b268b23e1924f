package dorsal.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A real provider of single sign-on on this machine: it asks for a password, gives codes for proof of the key that they
 * were asked for with, and signs tokens. What it says of people, and how it cheats, can be changed while it runs.
 */
final class OidcProvider implements AutoCloseable {
    static final String CLIENT = "dorsal";
    static final String SECRET = "a secret of both";
    static final String PASSWORD = "at the provider";

    /** What may be wrong with an identity token. */
    enum Cheat {
        NONE,
        OTHER_KEY,
        UNSIGNED,
        BY_SECRET,
        OTHER_AUDIENCE,
        OTHER_ISSUER,
        OTHER_NONCE,
        EXPIRED,
        FROM_THE_FUTURE
    }

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final int port;
    private final Signing signing;

    private OidcProvider(AnnotationConfigServletWebServerApplicationContext context, int port, Signing signing) {
        this.context = context;
        this.port = port;
        this.signing = signing;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @param client where Dorsal answers
     */
    static OidcProvider start(int port, URI client) throws IOException, JOSEException {
        int taken = port == 0 ? free() : port;
        Signing signing = new Signing();
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "provider",
                        Map.of(
                                "server.address",
                                "127.0.0.1",
                                "server.port",
                                taken,
                                "server.servlet.session.cookie.name",
                                "provider")));
        context.registerBean(Signing.class, () -> signing);
        context.registerBean(RegisteredClientRepository.class, () -> client(client));
        context.registerBean(
                AuthorizationServerSettings.class,
                () -> AuthorizationServerSettings.builder()
                        .issuer("http://127.0.0.1:" + taken)
                        .build());
        context.register(Settings.class);
        context.refresh();
        return new OidcProvider(context, taken, signing);
    }

    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static RegisteredClientRepository client(URI dorsal) {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(dorsal.resolve(SingleSignOnRoad.END).toString())
                .postLogoutRedirectUri(dorsal.resolve("/login?out").toString())
                .scopes(scopes -> scopes.addAll(List.of("openid", "profile", "email")))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build());
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    void cheat(Cheat cheat) {
        signing.cheat = cheat;
    }

    /** What it says of somebody beside the subject, which is the name that they log in with there. */
    void say(String subject, Map<String, Object> claims) {
        signing.claims.put(subject, claims);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Writes the tokens. */
    private static final class Signing implements JwtEncoder {
        private final RSAKey key = new RSAKeyGenerator(2048).keyID("key").generate();
        private final NimbusJwtEncoder usual = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
        private final NimbusJwtEncoder foreign = new NimbusJwtEncoder(new ImmutableJWKSet<>(
                new JWKSet(new RSAKeyGenerator(2048).keyID("key").generate())));
        private final Map<String, Map<String, Object>> claims = new ConcurrentHashMap<>();
        private volatile Cheat cheat = Cheat.NONE;

        Signing() throws JOSEException {}

        @Override
        public Jwt encode(JwtEncoderParameters parameters) {
            JwtClaimsSet said = parameters.getClaims();
            if (!said.hasClaim("nonce")) {
                return usual.encode(parameters); // an access token, which only the provider itself reads
            }
            JwtClaimsSet.Builder changed = JwtClaimsSet.from(said);
            claims.getOrDefault(said.getSubject(), Map.of()).forEach(changed::claim);
            Instant now = Instant.now();
            switch (cheat) {
                case OTHER_AUDIENCE -> changed.audience(List.of("another program"));
                case OTHER_ISSUER -> changed.issuer("http://127.0.0.1:1");
                case OTHER_NONCE -> changed.claim("nonce", "of another log-in");
                case EXPIRED -> changed.issuedAt(now.minusSeconds(3600)).expiresAt(now.minusSeconds(1800));
                case FROM_THE_FUTURE -> changed.issuedAt(now.plusSeconds(1800)).expiresAt(now.plusSeconds(3600));
                default -> {}
            }
            JwtClaimsSet written = changed.build();
            JwtEncoderParameters all =
                    JwtEncoderParameters.from(Objects.requireNonNull(parameters.getJwsHeader()), written);
            Jwt signed = (cheat == Cheat.OTHER_KEY ? foreign : usual).encode(all);
            return switch (cheat) {
                case UNSIGNED -> with(signed, new PlainJWT(plain(written)).serialize());
                case BY_SECRET -> with(signed, withSecret(plain(written)));
                default -> signed;
            };
        }

        private static Jwt with(Jwt signed, String text) {
            return new Jwt(text, signed.getIssuedAt(), signed.getExpiresAt(), signed.getHeaders(), signed.getClaims());
        }

        private static JWTClaimsSet plain(JwtClaimsSet claims) {
            JWTClaimsSet.Builder plain = new JWTClaimsSet.Builder();
            claims.getClaims()
                    .forEach((name, value) -> plain.claim(
                            name, value instanceof Instant moment ? Date.from(moment) : String.valueOf(value)));
            return plain.audience(CLIENT).build();
        }

        private static String withSecret(JWTClaimsSet claims) {
            try {
                SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
                jwt.sign(new MACSigner((SECRET + " ".repeat(40)).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                return jwt.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Settings {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/login"))
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        JWKSource<SecurityContext> keys(Signing signing) {
            return new ImmutableJWKSet<>(new JWKSet(signing.key));
        }

        @Bean
        JwtDecoder decoder(Signing signing) throws JOSEException {
            return NimbusJwtDecoder.withPublicKey(signing.key.toRSAPublicKey()).build();
        }

        /** Everybody, with one password. */
        @Bean
        UserDetailsService people() {
            return name -> User.withUsername(name).password("{noop}" + PASSWORD).build();
        }
    }
}

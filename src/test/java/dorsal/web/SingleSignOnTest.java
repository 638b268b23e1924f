package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.store.AuditEntry;
import dorsal.store.Role;
import dorsal.store.SingleSignOn;
import dorsal.store.User;
import dorsal.web.OidcProvider.Cheat;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole road of single sign-on over HTTP, at a real provider, and what is refused on it. */
@Timeout(120)
class SingleSignOnTest {
    private static final MovedClock CLOCK = new MovedClock(Clock.system(ZoneId.of("Europe/Berlin")));

    private static Served dorsal;
    private static OidcProvider provider;

    @BeforeAll
    static void start() throws Exception {
        int port = OidcProvider.free();
        dorsal = served(port, Map.of());
        provider = OidcProvider.start(port, dorsal.at("/"));
    }

    @AfterAll
    static void stop() {
        provider.close();
        dorsal.close();
    }

    @BeforeEach
    void honest() {
        provider.cheat(Cheat.NONE);
    }

    private static Served served(int port, Map<String, String> more) throws Exception {
        return Served.of(listening(port, more, false), CLOCK);
    }

    private static Listening listening(int port, Map<String, String> more, boolean behindProxy) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "DORSAL_OIDC_ISSUER",
                "http://127.0.0.1:" + port,
                "DORSAL_OIDC_CLIENT_ID",
                OidcProvider.CLIENT,
                "DORSAL_OIDC_CLIENT_SECRET",
                OidcProvider.SECRET,
                "DORSAL_OIDC_NAME",
                "Clinic & Sons"));
        settings.putAll(more);
        return new Listening(
                "127.0.0.1", 0, behindProxy, Optional.empty(), Duration.ofMinutes(30), SingleSignOn.from(settings));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none");
    }

    /** To the provider, through its log-in, up to the address with which it sends the browser back. */
    private static String wayBack(Browser browser, OidcProvider there, String subject) throws Exception {
        HttpResponse<String> asked = browser.get(location(browser.get(SingleSignOnRoad.BEGIN)));
        if (location(asked).endsWith("/login")) {
            HttpResponse<String> in = browser.send(
                    "POST",
                    there.issuer() + "/login",
                    "username=" + subject + "&password="
                            + URLEncoder.encode(OidcProvider.PASSWORD, StandardCharsets.UTF_8));
            asked = browser.get(location(in));
        }
        return location(asked);
    }

    private static HttpResponse<String> signOn(Browser browser, String subject) throws Exception {
        return browser.get(wayBack(browser, provider, subject));
    }

    private static void assertRefused(Browser browser, HttpResponse<String> answer, String why) throws Exception {
        assertThat(path(location(answer))).isEqualTo("/login?refused");
        assertThat(browser.get("/login?refused").body()).contains(why);
        assertThat(path(location(browser.get("/patients")))).isEqualTo("/login");
    }

    private static void assertIn(Browser browser, HttpResponse<String> answer) throws Exception {
        assertThat(path(location(answer))).isIn("/", "/patients?continue");
        assertThat(browser.get("/patients").statusCode()).isEqualTo(200);
    }

    private static String path(String location) {
        return location.replaceFirst("^http://127\\.0\\.0\\.1:" + dorsal.port(), "");
    }

    private static Map<String, String> query(String address) {
        Map<String, String> query = new HashMap<>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static List<String> done(Served there) {
        return there.chart().audit().list(Optional.empty(), Long.MAX_VALUE, 20).stream()
                .map(entry -> entry.by() + ": " + entry.action())
                .toList();
    }

    private static void add(String name, Role role) {
        dorsal.chart().users().addForSingleSignOn(name, role, "tests");
        provider.say(name, Map.of("preferred_username", name));
    }

    @Test
    void whoIsAUserHereComesInAndBackToWhatTheyAskedFor() throws Exception {
        add("kim", Role.CLINICIAN);
        Browser browser = new Browser(dorsal);
        assertThat(path(location(browser.get("/patients?before=7")))).isEqualTo("/login");
        assertThat(browser.get("/login").body()).contains("Log in with Clinic &amp; Sons", "With a password");

        HttpResponse<String> in = signOn(browser, "kim");

        assertThat(path(location(in))).startsWith("/patients?before=7");
        assertThat(in.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("dorsal="));
        assertThat(browser.get("/patients").body()).contains(">kim</a>", "clinician");
        assertThat(browser.get("/users").statusCode()).isEqualTo(403);
        assertThat(browser.get("/password").body())
                .contains("You log in with Clinic &amp; Sons")
                .doesNotContain("name=\"old\"");
        assertThat(done(dorsal)).contains("kim: first single sign-on", "kim: logged in by single sign-on");
        assertThat(dorsal.chart().audit().verify(Optional.empty()).sound()).isTrue();

        Browser again = new Browser(dorsal);
        assertThat(path(location(signOn(again, "kim")))).isEqualTo("/");
        assertThat(dorsal.chart().users().find("kim").map(User::changedBy)).contains("kim");
    }

    @Test
    void theProviderIsAskedWithProofOfStateNonceAndKey() throws Exception {
        Browser browser = new Browser(dorsal);

        String asked = location(browser.get(SingleSignOnRoad.BEGIN + "?redirect_uri=https://evil.example/&state=1"));

        assertThat(asked).startsWith(provider.issuer() + "/oauth2/authorize?");
        assertThat(query(asked))
                .containsEntry("redirect_uri", dorsal.at(SingleSignOnRoad.END).toString())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid profile email")
                .containsKeys("nonce", "code_challenge")
                .doesNotContainEntry("state", "1")
                .doesNotContainKey("prompt");
        assertThat(query(location(browser.get(SingleSignOnRoad.BEGIN + "?anew"))))
                .containsEntry("prompt", "login");
    }

    @Test
    void behindAProxyTheProviderSendsPeopleBackToTheProxy() throws Exception {
        try (Served behind = Served.of(listening(provider.port(), Map.of(), true), CLOCK)) {
            HttpResponse<String> begun = behind.sendAsNobody(HttpRequest.newBuilder(behind.at(SingleSignOnRoad.BEGIN))
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "dorsal.example")
                    .header("X-Forwarded-Port", "443"));

            assertThat(query(location(begun)))
                    .containsEntry("redirect_uri", "https://dorsal.example/login/oauth2/code/oidc");
            assertThat(begun.headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie).contains("dorsal=", "Secure", "HttpOnly", "SameSite=Lax"));
        }
    }

    @Test
    void whoIsNoUserHereIsToldWhomToAsk() throws Exception {
        provider.say("stranger", Map.of("preferred_username", "<stranger>"));
        Browser browser = new Browser(dorsal);

        HttpResponse<String> answer = signOn(browser, "stranger");

        assertRefused(browser, answer, "knows you as &#39;&lt;stranger&gt;&#39;, but there is no such user here");
        assertThat(dorsal.chart().users().find("stranger")).isEmpty();
        assertThat(browser.get("/login").body()).doesNotContain("stranger");
        assertThat(done(dorsal)).contains("nobody: single sign-on refused");
    }

    @Test
    void whoIsDisabledIsRefusedAndOutAtOnce() throws Exception {
        add("leaving", Role.CLINICIAN);
        Browser browser = new Browser(dorsal);
        signOn(browser, "leaving");
        assertThat(browser.get("/patients").statusCode()).isEqualTo(200);

        dorsal.chart().users().disable("leaving", "tests");

        assertThat(path(location(browser.get("/patients")))).isEqualTo("/login");
        assertRefused(browser, signOn(browser, "leaving"), "is disabled");
    }

    @Test
    void whoHasAPasswordOnlyIsNotTakenOverByTheName() throws Exception {
        dorsal.chart().users().add("owner", Role.ADMINISTRATOR, Browser.PASSWORD, false, "tests");
        provider.say("thief", Map.of("preferred_username", "owner"));

        assertRefused("thief", "logs in with a password");

        dorsal.chart().users().allowSingleSignOn("owner", "tests");
        provider.say("the-owner", Map.of("preferred_username", "owner"));
        Browser owner = new Browser(dorsal);
        assertThat(path(location(signOn(owner, "the-owner")))).isEqualTo("/");
        assertRefused("thief", "has been another person");
        Browser byPassword = new Browser(dorsal);
        byPassword.logIn("owner", Browser.PASSWORD);
        assertThat(byPassword.get("/users").statusCode()).isEqualTo(200);
    }

    private static void assertRefused(String subject, String why) throws Exception {
        Browser browser = new Browser(dorsal);
        assertRefused(browser, signOn(browser, subject), why);
    }

    /** The name may change at the provider; the person stays. */
    @Test
    void aPersonIsKnownByWhatNeverChanges() throws Exception {
        add("maiden", Role.CLINICIAN);
        signOn(new Browser(dorsal), "maiden");
        provider.say("maiden", Map.of("preferred_username", "married"));
        Browser later = new Browser(dorsal);

        signOn(later, "maiden");

        assertThat(later.get("/patients").body()).contains(">maiden</a>");
    }

    @Test
    void whoHasNoPasswordCannotComeInWithOne() throws Exception {
        add("passwordless", Role.CLINICIAN);
        Browser browser = new Browser(dorsal);

        for (String password : List.of("", "null", "correct horse battery")) {
            assertThat(path(location(browser.logIn("passwordless", password)))).isEqualTo("/login?wrong");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void anIdentityThatIsNotAsItShouldBeOpensNothing(Cheat cheat) throws Exception {
        String name = "victim-" + cheat.name().replace('_', '-');
        add(name, Role.ADMINISTRATOR);
        Browser browser = new Browser(dorsal);
        provider.cheat(cheat);

        assertRefused(browser, signOn(browser, name), "cannot be relied on");

        provider.cheat(Cheat.NONE);
        assertIn(browser, signOn(browser, name));
    }

    @Test
    void anAnswerServesOnceInTheBrowserThatAskedOnly() throws Exception {
        add("once", Role.CLINICIAN);
        Browser browser = new Browser(dorsal);
        String back = wayBack(browser, provider, "once");

        Browser thief = new Browser(dorsal);
        assertRefused(thief, thief.get(back), "begun in another window");
        thief.get(SingleSignOnRoad.BEGIN);
        assertRefused(thief, thief.get(back), "begun in another window");
        assertRefused(
                browser, browser.get(back.replaceFirst("state=[^&]+", "state=guessed")), "begun in another window");
        back = wayBack(browser, provider, "once");
        assertIn(browser, browser.get(back));
        assertThat(path(location(browser.get(back)))).isEqualTo("/login?refused");

        String code = query(back).get("code");
        Browser replaying = new Browser(dorsal);
        String state = query(location(replaying.get(SingleSignOnRoad.BEGIN))).get("state");
        String forged = SingleSignOnRoad.END + "?code=" + code + "&state="
                + URLEncoder.encode(String.valueOf(state), StandardCharsets.UTF_8);
        assertRefused(replaying, replaying.get(forged), "cannot be relied on");
    }

    @Test
    void whatComesBackWithoutACodeIsSaid() throws Exception {
        Browser browser = new Browser(dorsal);
        assertRefused(browser, browser.get(SingleSignOnRoad.END), "cannot be relied on");
        String state = query(location(browser.get(SingleSignOnRoad.BEGIN))).get("state");
        String cancelled = SingleSignOnRoad.END + "?error=access_denied&state="
                + URLEncoder.encode(String.valueOf(state), StandardCharsets.UTF_8);
        assertRefused(browser, browser.get(cancelled), "did not let you in, or you went back");
    }

    @Test
    void loggingOutEndsTheSessionHereAndAtTheProvider() throws Exception {
        add("out", Role.CLINICIAN);
        Browser browser = new Browser(dorsal);
        signOn(browser, "out");

        HttpResponse<String> out = browser.post("/logout", browser.token("/patients"));

        assertThat(path(location(browser.get("/patients")))).isEqualTo("/login");
        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(out.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self';");
        String there = out.headers().firstValue("Refresh").orElse("").replaceFirst("^0; url=", "");
        assertThat(there).startsWith(provider.issuer() + "/connect/logout?id_token_hint=");
        assertThat(path(location(browser.get(there)))).isEqualTo("/login?out");
        assertThat(location(browser.get(location(browser.get(SingleSignOnRoad.BEGIN)))))
                .endsWith("/login");
    }

    @Test
    void mailThatTheProviderHasNotVerifiedSaysNothing() throws Exception {
        int port = OidcProvider.free();
        try (Served byMail = served(port, Map.of("DORSAL_OIDC_USER_CLAIM", "email"));
                OidcProvider there = OidcProvider.start(port, byMail.at("/"))) {
            byMail.chart().users().addForSingleSignOn("ann@clinic.example", Role.CLINICIAN, "tests");
            there.say("ann", Map.of("email", "ann@clinic.example", "email_verified", false));
            Browser browser = new Browser(byMail);

            browser.get(wayBack(browser, there, "ann"));
            assertThat(browser.get("/login?refused").body()).contains("has not verified your e-mail address");

            there.say("ann", Map.of("email", "ann@clinic.example", "email_verified", true));
            browser.get(wayBack(browser, there, "ann"));
            assertThat(browser.get("/patients").body()).contains("ann@clinic.example");

            there.say("nameless", Map.of());
            Browser nameless = new Browser(byMail);
            nameless.get(wayBack(nameless, there, "nameless"));
            assertThat(nameless.get("/login?refused").body()).contains("did not say your user name");
        }
    }

    @Test
    void aProviderThatGivesRolesMakesAndChangesUsers() throws Exception {
        int port = OidcProvider.free();
        try (Served byRole = served(
                        port,
                        Map.of(
                                "DORSAL_OIDC_ROLES_CLAIM",
                                "realm_access.roles",
                                "DORSAL_OIDC_ROLES",
                                "it=administrator, back=clinician"));
                OidcProvider there = OidcProvider.start(port, byRole.at("/"))) {
            there.say("joe", roles("joe", "back"));
            Browser joe = new Browser(byRole);
            joe.get(wayBack(joe, there, "joe"));
            assertThat(joe.get("/patients").statusCode()).isEqualTo(200);
            assertThat(joe.get("/users").statusCode()).isEqualTo(403);
            assertThat(done(byRole)).contains("joe: user added by single sign-on");

            there.say("joe", roles("joe", "back", "it"));
            Browser later = new Browser(byRole);
            later.get(wayBack(later, there, "joe"));
            assertThat(later.get("/users").statusCode()).isEqualTo(200);
            assertThat(location(joe.get("/patients"))).endsWith("/login");

            there.say("joe", roles("joe", "back"));
            Browser last = new Browser(byRole);
            last.get(wayBack(last, there, "joe"));
            assertThat(last.get("/login?refused").body()).contains("is the last administrator");

            there.say("jim", roles("jim", "canteen"));
            Browser jim = new Browser(byRole);
            jim.get(wayBack(jim, there, "jim"));
            assertThat(jim.get("/login?refused").body()).contains("no role here");
            assertThat(byRole.chart().users().find("jim")).isEmpty();
            assertThat(byRole.chart().audit().list(Optional.empty(), Long.MAX_VALUE, 1))
                    .extracting(AuditEntry::action)
                    .containsExactly("single sign-on refused");
        }
    }

    private static Map<String, Object> roles(String name, String... roles) {
        return Map.of("preferred_username", name, "realm_access", Map.of("roles", List.of(roles)));
    }

    @Test
    void withoutTheProviderPasswordsWorkAndItIsAskedAgain() throws Exception {
        int port = OidcProvider.free();
        try (Served alone = served(port, Map.of())) {
            alone.chart().users().addForSingleSignOn("kim", Role.CLINICIAN, "tests");
            Browser browser = new Browser(alone);
            while (!browser.get("/login").body().contains("could not be reached at the last try")) {
                Thread.onSpinWait(); // until the try of the start has failed
            }

            assertThat(location(browser.get(SingleSignOnRoad.BEGIN))).endsWith("/login?refused");
            assertThat(browser.get("/login?refused").body()).contains("cannot be reached");
            assertThat(Browser.of(alone, Role.CLINICIAN).get("/patients").statusCode())
                    .isEqualTo(200);

            try (OidcProvider there = OidcProvider.start(port, alone.at("/"))) {
                there.say("kim", Map.of("preferred_username", "kim"));
                browser.get(wayBack(browser, there, "kim"));
                assertThat(browser.get("/patients").statusCode()).isEqualTo(200);
            }
        }
    }

    /** It takes the call and says nothing. */
    @Test
    void aProviderThatHangsHoldsNobodyUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                Served waiting = served(silent.getLocalPort(), Map.of())) {
            assertThat(location(new Browser(waiting).get(SingleSignOnRoad.BEGIN)))
                    .endsWith("/login?refused");
        }
    }

    @Test
    void withoutSettingsThereIsNoSuchRoad() throws Exception {
        try (Served plain = Served.of(Listening.here(0), CLOCK)) {
            Browser browser = new Browser(plain);
            assertThat(browser.get(SingleSignOnRoad.BEGIN).statusCode()).isEqualTo(404);
            assertThat(browser.get(SingleSignOnRoad.END + "?code=1&state=2").statusCode())
                    .isEqualTo(404);
            assertThat(browser.get("/login").body()).doesNotContain("oauth2", "With a password");
        }
        assertThat(new Browser(dorsal).get("/oauth2/authorization/other").statusCode())
                .isNotEqualTo(200);
    }
}

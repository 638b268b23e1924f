package dorsal.web;

import dorsal.store.Chart;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** The way in by single sign-on, beside that by password: to the provider, and back with its answer. */
final class SingleSignOnRoad {
    static final String BEGIN = "/oauth2/authorization/" + Provider.ID;
    static final String END = "/login/oauth2/code/" + Provider.ID;

    /** A parameter of {@link #BEGIN}: the provider is to ask who it is, though somebody is logged in there. */
    private static final String ANEW = "anew";

    private SingleSignOnRoad() {}

    static void open(HttpSecurity http, Provider provider, Chart chart, Pages pages, Clock clock) throws Exception {
        SignOnFailures failures = new SignOnFailures(provider.settings().name());
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(provider.tokens());
        http.oauth2Login(in -> in.clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokens())
                .loginPage("/login")
                .loginProcessingUrl(END)
                .authorizationEndpoint(begin -> begin.authorizationRequestResolver(requests(provider)))
                .tokenEndpoint(exchange -> exchange.accessTokenResponseClient(tokens))
                .userInfoEndpoint(who -> who.oidcUserService(new PeopleThere(provider, chart.users(), clock)))
                .defaultSuccessUrl("/")
                .failureHandler(failures)
                .permitAll(false)
                .addObjectPostProcessor(unreachable(failures)));
        http.logout(out -> out.logoutSuccessHandler(new LoggedOut(provider, pages)));
    }

    private static OAuth2AuthorizationRequestResolver requests(Provider provider) {
        DefaultOAuth2AuthorizationRequestResolver usual = new DefaultOAuth2AuthorizationRequestResolver(provider);
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                OAuth2AuthorizationRequest begun = usual.resolve(request);
                return begun == null || request.getParameter(ANEW) == null
                        ? begun
                        : OAuth2AuthorizationRequest.from(begun)
                                .additionalParameters(parameters -> parameters.put("prompt", "login"))
                                .build();
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
                return usual.resolve(request, id);
            }
        };
    }

    /** Without the provider nobody can be sent there. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> unreachable(SignOnFailures failures) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(failures);
                return filter;
            }
        };
    }
}

package dorsal.web;

import dorsal.store.Chart;
import dorsal.store.LogIn;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who comes in, and how far: programs by token, people by a form and a session, nobody else. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    @Bean
    Gates gates(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new Gates(mappings);
    }

    /** Any method gets as far as the gates, which refuse it in a way that says why. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    DelegatingFilterProxyRegistrationBean securityFilter() {
        DelegatingFilterProxyRegistrationBean filter =
                new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return filter;
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, Gates gates, Chart chart) throws Exception {
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable) // no cookie lets anybody in here
                .headers(AbstractHttpConfigurer::disable) // LoopbackFilter writes them, also where no chain is reached
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new BearerTokens(chart.tokens()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(gates))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, nobody) -> {
                            response.setHeader("WWW-Authenticate", "Bearer");
                            Reply.problem(
                                    response,
                                    HttpStatus.UNAUTHORIZED,
                                    "Expected the header 'Authorization: Bearer TOKEN' with a token that is in use.",
                                    ErrorReplies.instance(request));
                        })
                        .accessDeniedHandler((request, response, denied) -> Reply.problem(
                                response,
                                HttpStatus.FORBIDDEN,
                                "The role of this token may not do this.",
                                ErrorReplies.instance(request))))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(
            HttpSecurity http,
            Gates gates,
            Chart chart,
            SessionTime time,
            ErrorPages errors,
            Pages pages,
            ObjectProvider<Provider> single,
            Clock clock)
            throws Exception {
        HttpSessionRequestCache asked = new HttpSessionRequestCache();
        asked.setRequestMatcher(request -> request.getMethod().equals("GET")
                && request.getHeader("HX-Request") == null
                && String.valueOf(request.getHeader("Accept")).contains("text/html"));
        http.headers(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(asked))
                .authenticationProvider(new Passwords(chart, clock))
                .csrf(csrf -> csrf.ignoringRequestMatchers("/health")) // whatever is sent there, nothing is done
                .formLogin(form -> form.loginPage("/login")
                        .loginProcessingUrl("/login")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/")
                        .failureHandler((request, response, wrong) -> response.sendRedirect(
                                wrong instanceof LockedException ? "/login?wait" : "/login?wrong"))
                        .permitAll(false))
                .logout(out ->
                        out.logoutUrl("/logout").logoutSuccessUrl("/login?out").permitAll(false))
                .addFilterBefore(new StandingOfUsers(chart.users(), time), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(gates))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(errors).accessDeniedHandler(errors));
        Provider provider = single.getIfAvailable();
        if (provider != null) {
            SingleSignOnRoad.open(http, provider, chart, pages, clock);
        }
        return http.build();
    }

    /** Looks at a name and a password, as the chart keeps them. */
    private record Passwords(Chart chart, Clock clock) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication shown) {
            String address = shown.getDetails() instanceof WebAuthenticationDetails details
                    ? Objects.requireNonNullElse(details.getRemoteAddress(), "")
                    : "";
            LogIn answer = chart.users().logIn(shown.getName(), String.valueOf(shown.getCredentials()), address);
            if (!answer.pause().isZero()) {
                throw new LockedException("too many wrong passwords");
            }
            return answer.user()
                    .map(user -> SignedIn.of(user, clock.instant()).authentication())
                    .orElseThrow(() -> new BadCredentialsException("wrong name or password"));
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}

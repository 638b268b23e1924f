package dorsal.web;

import dorsal.store.ChartRefusal;
import dorsal.store.Identity;
import dorsal.store.Role;
import dorsal.store.SignOn;
import dorsal.store.SingleSignOn;
import dorsal.store.Users;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Who is who: people whom the provider has named, and the users that they are here. */
final class PeopleThere implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /** The code of a refusal whose description is a sentence for people. */
    static final String TOLD = "told";

    private final SingleSignOn settings;
    private final Users users;
    private final Clock clock;
    private final OidcUserService asked = new OidcUserService();

    PeopleThere(Provider provider, Users users, Clock clock) {
        this.settings = provider.settings();
        this.users = users;
        this.clock = clock;
        DefaultOAuth2UserService service = new DefaultOAuth2UserService();
        service.setRestOperations(provider.calls());
        asked.setOauth2UserService(service);
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        Map<String, Object> claims = asked.loadUser(request).getClaims();
        Identity person = new Identity(
                settings.issuer().toString(),
                Objects.requireNonNull(request.getIdToken().getSubject()),
                name(claims));
        Optional<Role> role = settings.rolesClaim().flatMap(claim -> settings.role(texts(find(claims, claim))));
        SignOn answer;
        try {
            answer = users.signOn(person, settings.rolesClaim().isPresent(), role);
        } catch (ChartRefusal refusal) {
            throw refused(String.valueOf(refusal.getMessage()));
        }
        return new SignedInThere(
                SignedIn.bySingleSignOn(
                        answer.user().orElseThrow(() -> refused(sentence(answer.outcome(), person.name()))),
                        clock.instant()),
                request.getIdToken());
    }

    private String name(Map<String, Object> claims) {
        String claim = settings.userClaim();
        if (!(claims.get(claim) instanceof String name) || name.isBlank()) {
            throw refused("%s did not say your user name ('%s'). Ask an administrator of your practice to set that up."
                    .formatted(settings.name(), claim));
        }
        if (claim.equals("email") && !"true".equals(String.valueOf(claims.get("email_verified")))) {
            throw refused(
                    "%s has not verified your e-mail address, so it does not say who you are. Verify it there, then try again."
                            .formatted(settings.name()));
        }
        return name.strip();
    }

    /** A claim by its whole name, which may hold dots, or by the names on the way to it. */
    private static @Nullable Object find(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inside
                ? find(inside, name.substring(dot + 1))
                : null;
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof List<?> all) {
            return all.stream().map(String::valueOf).toList();
        }
        return claim == null ? List.of() : List.of(claim.toString());
    }

    private String sentence(SignOn.Outcome outcome, String name) {
        return switch (outcome) {
            case UNKNOWN ->
                "%s knows you as '%s', but there is no such user here. Ask an administrator of your practice to add that name for single sign-on."
                        .formatted(settings.name(), name);
            case PASSWORD_ONLY ->
                "The user '%s' logs in with a password. Do so below, or ask an administrator of your practice to allow single sign-on."
                        .formatted(name);
            case SOMEBODY_ELSE ->
                "The user '%s' has been another person at %s until now. Ask an administrator of your practice whether the name was given to you; if so, they allow single sign-on for it once more."
                        .formatted(name, settings.name());
            case NO_ROLE ->
                "%s gives '%s' no role here. Ask whoever looks after your groups there."
                        .formatted(settings.name(), name);
            case DISABLED -> "The user '%s' is disabled. Ask an administrator of your practice.".formatted(name);
            case LET_IN -> throw new IllegalStateException("let in and refused");
        };
    }

    private static OAuth2AuthenticationException refused(String sentence) {
        return new OAuth2AuthenticationException(new OAuth2Error(TOLD, "refused", null), sentence);
    }
}

package dorsal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;

/**
 * What comes after the session has ended: the log-in page, or the provider's own log-out for whoever came from there and
 * would otherwise be let in again without a question. A page leads there, since a form of Dorsal leads nowhere else.
 */
final class LoggedOut extends OidcClientInitiatedLogoutSuccessHandler {
    private static final String HERE = "/login?out";

    private final Provider provider;
    private final Pages pages;

    LoggedOut(Provider provider, Pages pages) {
        super(provider);
        this.provider = provider;
        this.pages = pages;
        setDefaultTargetUrl(HERE);
        setPostLogoutRedirectUri("{baseUrl}" + HERE);
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        String target = authentication == null ? HERE : determineTargetUrl(request, response, authentication);
        if (target.equals(HERE)) {
            response.sendRedirect(HERE);
            return;
        }
        response.setHeader("Refresh", "0; url=" + target);
        pages.page(
                request,
                response,
                "Logged out",
                "loggedout",
                View.of("provider", provider.settings().name()).with("there", target));
    }
}

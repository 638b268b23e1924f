package dorsal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.client.ResourceAccessException;

/** Says on the log-in page why single sign-on let somebody in not, and in the log what the page would not explain. */
final class SignOnFailures implements AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignOnFailures.class);
    private static final String SENTENCE = SignOnFailures.class.getName();

    private final String provider;

    SignOnFailures(String provider) {
        this.provider = provider;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        request.getSession().setAttribute(SENTENCE, sentence(failure));
        response.sendRedirect("/login?refused");
    }

    private String sentence(AuthenticationException failure) {
        if (!(failure instanceof OAuth2AuthenticationException told) || isUnreachable(failure)) {
            return "%s cannot be reached. Try again in a while, or log in with a password.".formatted(provider);
        }
        return switch (told.getError().getErrorCode()) {
            case PeopleThere.TOLD -> String.valueOf(told.getMessage());
            case "authorization_request_not_found" ->
                "This log-in was begun in another window, or too long ago. Try again.";
            case "access_denied" -> "%s did not let you in, or you went back. Try again.".formatted(provider);
            default -> {
                if (!told.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_REQUEST)) { // anybody may call it
                    LOG.warn("Single sign-on failed: {}", plain(told));
                }
                yield "What %s answered cannot be relied on, so nobody was let in. Try again; if that does not help, tell an administrator of your practice."
                        .formatted(provider);
            }
        };
    }

    private static boolean isUnreachable(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ResourceAccessException || cause instanceof IOException);
    }

    /** Part of it may have come with the address that was called. */
    private static String plain(AuthenticationException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.substring(0, Math.min(300, message.length())).replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    }

    /** What the log-in page has to say, once. */
    static String take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        @Nullable Object sentence = session == null ? null : session.getAttribute(SENTENCE);
        if (session != null && sentence != null) {
            session.removeAttribute(SENTENCE);
        }
        return sentence == null ? "" : sentence.toString();
    }
}

package dorsal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * Keeps other people's web pages out. A page elsewhere can make the browser of this machine call Dorsal: by a name that
 * it lets point here (DNS rebinding), which the host gives away, or by a form or script, which its origin gives away.
 */
final class LoopbackFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> ONLY_READ = Set.of("GET", "HEAD");
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final transient Listening listening;

    LoopbackFilter(Listening listening) {
        this.listening = listening;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Reply.headers(response);
        if (listening.secure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        request.setCharacterEncoding(StandardCharsets.UTF_8.name()); // before anybody reads a field of a form
        URI instance = ErrorReplies.instance(request);
        if (isLoopback() && !THIS_MACHINE.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            Reply.problem(
                    response,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "Dorsal answers requests to localhost or 127.0.0.1 only.",
                    instance);
        } else if (!ONLY_READ.contains(request.getMethod()) && comesFromElsewhere(request)) {
            Reply.problem(
                    response,
                    HttpStatus.FORBIDDEN,
                    "This request comes from the page of another site, and Dorsal takes none from there.",
                    instance);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Beyond this machine, log-in and the origin of requests keep others out; its names are not known here. */
    private boolean isLoopback() {
        return !listening.behindProxy() && THIS_MACHINE.contains(listening.host());
    }

    private static boolean comesFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site != null && !FROM_HERE.contains(site))
                || (origin != null && !origin.equalsIgnoreCase(ownOrigin(request)));
    }

    private static String ownOrigin(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }
}

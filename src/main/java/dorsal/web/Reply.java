package dorsal.web;

import dorsal.report.ProblemJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** How every answer leaves: the headers all of them carry, and problems as RFC 9457 wants them. */
final class Reply {
    private Reply() {}

    /** Nothing of a patient is kept by a browser or proxy, and nothing that is answered can run as a page. */
    static void headers(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }

    static void json(HttpServletResponse response, byte[] json) throws IOException {
        send(response, HttpServletResponse.SC_OK, MediaType.APPLICATION_JSON_VALUE, json);
    }

    static void problem(HttpServletResponse response, HttpStatus status, String detail, URI instance)
            throws IOException {
        problem(response, status, ProblemJson.of(status.value(), status.getReasonPhrase(), detail, instance));
    }

    static void problem(HttpServletResponse response, HttpStatus status, byte[] json) throws IOException {
        send(response, status.value(), MediaType.APPLICATION_PROBLEM_JSON_VALUE, json);
    }

    private static void send(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

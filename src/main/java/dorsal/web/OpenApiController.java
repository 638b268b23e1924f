package dorsal.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What programs may ask and what they are answered, as an OpenAPI document. */
@Controller
final class OpenApiController {
    private final byte[] document = read();

    private static byte[] read() {
        try (InputStream file = OpenApiController.class.getResourceAsStream("/dorsal/web/openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("openapi.json is not in the jar.");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    void document(HttpServletResponse response) throws IOException {
        Reply.json(response, document);
    }
}

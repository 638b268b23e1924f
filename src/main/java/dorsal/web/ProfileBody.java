package dorsal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/** The body of a request that has to be a profile. */
final class ProfileBody {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<MediaType> TYPES = List.of(
            MediaType.APPLICATION_JSON,
            MediaType.APPLICATION_YAML,
            new MediaType("application", "x-yaml"),
            new MediaType("text", "yaml"));
    private static final String EXPECTED =
            TYPES.stream().map(MimeType::toString).collect(Collectors.joining(", "));

    private ProfileBody() {}

    /**
     * The bytes, whatever they hold.
     *
     * @throws Refusal if they are said to be something else than YAML or JSON, or are too many, or end too soon
     */
    static byte[] read(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && !isTaken(type)) {
            throw unsupported("The content type '%s' is not one of a profile.".formatted(type));
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("The content encoding '%s' is not read here.".formatted(encoding));
        }
        byte[] body = bytes(request);
        if (body.length > MOST_BYTES) {
            throw new Refusal(HttpStatus.CONTENT_TOO_LARGE, "A profile may have 1 MiB, and this one has more.");
        }
        return body;
    }

    private static byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST_BYTES) {
            return new byte[MOST_BYTES + 1];
        }
        try {
            return request.getInputStream().readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "The body of this request ends too soon or is malformed.");
        }
    }

    private static boolean isTaken(String type) {
        try {
            MediaType media = MediaType.parseMediaType(type);
            Charset charset = media.getCharset();
            return TYPES.stream().anyMatch(media::equalsTypeAndSubtype)
                    && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Refusal unsupported(String found) {
        return new Refusal(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, found + " Expected UTF-8 text of one of: " + EXPECTED + ".")
                .withHeader("Accept", EXPECTED);
    }
}

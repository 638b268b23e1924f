package dorsal.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The files that pages need, each at an address with its fingerprint: a browser may keep it for ever. */
final class Assets {
    private static final int FINGERPRINT = 12;

    /** File name at the browser, and where it lies in the jar. */
    private static final Map<String, String> FILES = Map.of(
            "app.css", "/dorsal/web/assets/app.css",
            "session.js", "/dorsal/web/assets/session.js",
            "app.js", "/dorsal/web/assets/app.js",
            "print.css", "/dorsal/web/assets/print.css",
            "print.js", "/dorsal/web/assets/print.js",
            "rules.js", "/dorsal/web/assets/rules.js",
            "icon.svg", "/dorsal/web/assets/icon.svg",
            "handout.css", "/dorsal/report/handout.css",
            "htmx.js", "/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js");

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8", "svg", "image/svg+xml");

    private final Map<String, Asset> byAddress = new HashMap<>();
    private final View addresses = new View();

    Assets() {
        FILES.forEach((name, path) -> {
            byte[] bytes = read(path);
            String address = "/assets/" + fingerprint(bytes) + "/" + name;
            byAddress.put(address, new Asset(type(name), new String(bytes, StandardCharsets.UTF_8)));
            addresses.put(name.replace('.', '-'), address);
        });
    }

    /** One file; all of them are text. */
    record Asset(String type, String text) {}

    /** The address of each file by its name, with a dash for the dot: {@code app-css}. */
    View addresses() {
        return addresses;
    }

    Optional<Asset> find(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    private static String type(String name) {
        return String.valueOf(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static byte[] read(String path) {
        try (InputStream file = Assets.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("'%s' is not in the jar.".formatted(path));
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

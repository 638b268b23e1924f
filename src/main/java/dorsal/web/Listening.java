package dorsal.web;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Dorsal listens, and how what it says is kept secret on the way.
 *
 * @param host the address of a network interface of this machine
 * @param port 0 for any that is free
 * @param behindProxy a proxy in front speaks TLS with browsers; what it says of them is believed
 * @param tls the certificate that Dorsal itself shows, if it speaks TLS
 */
public record Listening(String host, int port, boolean behindProxy, Optional<Tls> tls) {
    /** PEM files. */
    public record Tls(Path certificate, Path key) {}

    /** On this machine only. */
    public static Listening here(int port) {
        return new Listening("127.0.0.1", port, false, Optional.empty());
    }

    /** Browsers reach Dorsal by TLS only. */
    boolean secure() {
        return behindProxy || tls.isPresent();
    }
}

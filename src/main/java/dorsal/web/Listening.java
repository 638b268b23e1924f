package dorsal.web;

import dorsal.store.SingleSignOn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Dorsal listens, how what it says is kept secret on the way, and how people log in.
 *
 * @param host the address of a network interface of this machine
 * @param port 0 for any that is free
 * @param behindProxy a proxy in front speaks TLS with browsers; what it says of them is believed
 * @param tls the certificate that Dorsal itself shows, if it speaks TLS
 * @param idle after how long without anything done a user is logged out
 * @param singleSignOn the provider at which people log in, beside passwords
 */
public record Listening(
        String host,
        int port,
        boolean behindProxy,
        Optional<Tls> tls,
        Duration idle,
        Optional<SingleSignOn> singleSignOn) {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /** PEM files. */
    public record Tls(Path certificate, Path key) {}

    /** On this machine only, with passwords. */
    public static Listening here(int port) {
        return new Listening("127.0.0.1", port, false, Optional.empty(), HALF_AN_HOUR, Optional.empty());
    }

    /** Browsers reach Dorsal by TLS only. */
    boolean secure() {
        return behindProxy || tls.isPresent();
    }
}

package dorsal.cli;

import dorsal.store.SingleSignOn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server listens, and how people log in.
 *
 * @param host an address of this machine
 * @param port 0 for any that is free
 * @param behindProxy a proxy in front speaks TLS
 * @param certificate PEM file, with {@code key}; both or none
 * @param idle after how long without anything done a user is logged out
 * @param singleSignOn the provider at which people log in, beside passwords
 */
public record Listening(
        String host,
        int port,
        boolean behindProxy,
        Optional<Path> certificate,
        Optional<Path> key,
        Duration idle,
        Optional<SingleSignOn> singleSignOn) {}

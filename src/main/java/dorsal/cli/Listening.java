package dorsal.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param host an address of this machine
 * @param port 0 for any that is free
 * @param behindProxy a proxy in front speaks TLS
 * @param certificate PEM file, with {@code key}; both or none
 */
public record Listening(String host, int port, boolean behindProxy, Optional<Path> certificate, Optional<Path> key) {}

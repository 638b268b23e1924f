package dorsal;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleSetArchive;
import dorsal.cli.Dorsal;
import dorsal.cli.Streams;
import dorsal.web.HttpServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Consumer;

/** Where the program begins, and where its edges meet. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Streams streams = new Streams(
                System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        System.exit(Dorsal.run(arguments, streams, Main::serve));
    }

    private static void serve(int port, RuleSetArchive archive, ActiveRules rules, Consumer<URI> ready)
            throws BindException, InterruptedException {
        try (HttpServer server = HttpServer.start(port, rules, archive, Clock.system(ZoneId.systemDefault()))) {
            ready.accept(server.address());
            server.awaitStop();
        }
    }
}

package dorsal;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.cli.Dorsal;
import dorsal.cli.Listening;
import dorsal.cli.Streams;
import dorsal.store.Chart;
import dorsal.web.HttpServer;
import dorsal.web.Listening.Tls;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the program begins, and where its edges meet. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Streams streams = new Streams(
                System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        System.exit(Dorsal.run(arguments, streams, Main::serve));
    }

    private static void serve(
            Listening asked,
            RuleSetArchive archive,
            ActiveRules rules,
            Optional<RuleEditing> editing,
            Chart chart,
            Consumer<URI> ready)
            throws BindException, InterruptedException {
        var listening = new dorsal.web.Listening(
                asked.host(),
                asked.port(),
                asked.behindProxy(),
                asked.certificate().flatMap(certificate -> asked.key().map(key -> new Tls(certificate, key))),
                asked.idle(),
                asked.singleSignOn());
        Clock clock = Clock.system(ZoneId.systemDefault());
        try (HttpServer server = HttpServer.start(listening, rules, archive, editing, chart, clock)) {
            ready.accept(server.address());
            server.awaitStop();
        }
    }
}

package dorsal.cli;

import dorsal.activation.ActiveRules;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.store.Chart;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code serve} runs. The root package hands it over, since the command line and the web do not know each other. */
@FunctionalInterface
public interface Server {
    /**
     * Serves until the program is told to stop.
     *
     * @param archive the rule sets that were in use
     * @param editing absent where the rules are not on disk
     * @param chart patients, and who may come in
     * @param ready is told the address once requests are answered
     * @throws BindException if another program has the port; its message is a sentence for people
     */
    void serve(
            Listening listening,
            RuleSetArchive archive,
            ActiveRules rules,
            Optional<RuleEditing> editing,
            Chart chart,
            Consumer<URI> ready)
            throws BindException, InterruptedException;
}

package dorsal.web;

import dorsal.activation.FolderChanged;
import dorsal.rehearsal.Progress;
import dorsal.text.ProblemsException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Work that takes seconds, done beside the requests that ask for it. */
final class Underway<T> {
    private static final int PERCENT = 100;

    private final CompletableFuture<T> result;
    private volatile View stage = stage("Waiting for other work on rules to end", 0, 0);

    private Underway(Executor worker, Function<Progress, T> work) {
        this.result = CompletableFuture.supplyAsync(
                () -> work.apply((step, done, all) -> stage = stage(step, done, all)), worker);
    }

    static <T> Underway<T> begin(Executor worker, Function<Progress, T> work) {
        return new Underway<>(worker, work);
    }

    private static View stage(String step, int done, int all) {
        return View.of("step", step)
                .with("counted", all > 0)
                .with("done", done)
                .with("all", all)
                .with("percent", all > 0 ? PERCENT * done / all : 0);
    }

    boolean isOver() {
        return result.isDone();
    }

    /** Over without a result for which the text of the rules is not to blame: worth trying again. */
    boolean failed() {
        return result.isCompletedExceptionally()
                && !(result.handle((found, failure) -> failure).join() instanceof CompletionException wrapped
                        && wrapped.getCause() instanceof ProblemsException);
    }

    /**
     * What came of it; empty while it goes on.
     *
     * @throws ProblemsException as the work threw it
     * @throws FolderChanged as the work threw it
     */
    Optional<T> result() {
        if (!isOver()) {
            return Optional.empty();
        }
        try {
            return Optional.of(result.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** For the page at an address, which asks for itself again until it is over. */
    View shown(String address) {
        return View.of("underway", isOver() ? false : view(address)).with("refresh", isOver() ? "" : address);
    }

    private View view(String address) {
        return new View().all(stage).with("address", address);
    }

    /**
     * Answers the page at an address that asks, by a script, how far it is: with the part that says so, or with leave to
     * show the whole page anew.
     */
    void answer(String address, HttpServletResponse response, Pages pages) throws IOException {
        if (isOver()) {
            response.setHeader("HX-Redirect", address);
        } else {
            pages.part(response, "underway", View.of("underway", view(address)));
        }
    }
}

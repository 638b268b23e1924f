package dorsal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;

/**
 * Sends away, with a whole answer that says so, who comes when so many are inside already that nobody would get anything
 * in good time. What fails before a controller is reached is answered here too.
 */
final class CrowdFilter extends HttpFilter {
    /** Most of them wait: a log-in for its turn, a save for the disk. */
    static final int MOST_INSIDE = 400;

    /** Those above {@link #MOST_INSIDE} are for whoever has to be sent away. */
    static final int THREADS = MOST_INSIDE + 50;

    private static final long serialVersionUID = 1L;
    private static final String FULL = "Too many people ask Dorsal for something at this moment. Nothing was done."
            + " Wait a few seconds, then go back and send the page again: what you typed is still in it.";

    private final transient Semaphore places;
    private final transient ErrorReplies replies;

    CrowdFilter(ErrorReplies replies, int most) {
        this.replies = replies;
        this.places = new Semaphore(most);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!places.tryAcquire()) {
            response.setHeader("Retry-After", ErrorReplies.SECONDS_TO_WAIT);
            replies.tell(HttpStatus.SERVICE_UNAVAILABLE, FULL, ErrorReplies.instance(request), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException e) {
            replies.failed(e, request, response);
        } finally {
            places.release();
        }
    }
}

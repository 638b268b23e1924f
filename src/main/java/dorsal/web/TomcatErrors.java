package dorsal.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What Tomcat answers when a request never reaches a servlet, such as one whose first line makes no sense. */
public final class TomcatErrors extends ErrorReportValve {
    private static final URI UNREADABLE = URI.create("about:blank");

    /** Made by Tomcat, by name. */
    public TomcatErrors() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (!open.get()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        HttpStatus said = known == null ? HttpStatus.BAD_REQUEST : known;
        try {
            Reply.headers(response);
            Reply.problem(response, said, ErrorReplies.detail(said), UNREADABLE);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

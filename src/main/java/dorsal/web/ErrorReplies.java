package dorsal.web;

import dorsal.report.ProblemJson;
import dorsal.store.ChartRefusal;
import dorsal.store.ChartUnavailable;
import dorsal.text.ProblemsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What is answered when there is no result, and what is written to the log then. */
@ControllerAdvice
final class ErrorReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);
    /** Of a header Retry-After. */
    static final String SECONDS_TO_WAIT = "5";

    private static final int LONGEST_PATH = 200;
    private static final String UNREADABLE_FORM =
            "This form cannot be read. Expected fields in UTF-8, at most 5,000 of them and at most 2 MB altogether.";

    private final ErrorPages pages;

    ErrorReplies(ErrorPages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    void refused(ProblemsException refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
        Reply.problem(response, status, ProblemJson.refused(status.value(), refused.problems(), instance(request)));
    }

    /** What Spring or a controller refuses by its status and headers, and everything that nobody foresaw. */
    @ExceptionHandler
    void failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // whoever asked has gone
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            known.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            String detail = known.getBody().getDetail();
            boolean ours = failure instanceof Refusal && detail != null;
            tell(status, ours ? String.valueOf(detail) : detail(status), instance(request), request, response);
            return;
        }
        if (failure instanceof MethodArgumentTypeMismatchException wrong
                && wrong.getParameter().hasParameterAnnotation(PathVariable.class)) {
            HttpStatus missing = HttpStatus.NOT_FOUND; // no number, say, where an address has one
            tell(missing, detail(missing), instance(request), request, response);
            return;
        }
        if (failure instanceof InvalidParameterException form) { // a form that Tomcat cannot or will not read
            HttpStatus status = HttpStatus.valueOf(form.getErrorCode());
            tell(status, UNREADABLE_FORM, instance(request), request, response);
            return;
        }
        if (failure instanceof TypeMismatchException || failure instanceof RequestRejectedException) {
            HttpStatus bad = HttpStatus.BAD_REQUEST;
            tell(bad, detail(bad), instance(request), request, response);
            return;
        }
        if (failure instanceof ChartRefusal refusal) {
            tell(HttpStatus.CONFLICT, String.valueOf(refusal.getMessage()), instance(request), request, response);
            return;
        }
        URI instance = URI.create("urn:uuid:" + UUID.randomUUID());
        boolean unavailable = failure instanceof ChartUnavailable;
        HttpStatus status = unavailable ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
        if (unavailable) {
            response.setHeader("Retry-After", SECONDS_TO_WAIT);
        }
        LOG.error("{}: {}", instance, withoutMessages(failure));
        tell(status, unavailable ? String.valueOf(failure.getMessage()) : detail(status), instance, request, response);
    }

    /** A program is answered with a problem, a person with a page. */
    void tell(HttpStatus status, String detail, URI instance, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean person = ErrorPages.accepts(request, "text/html") || ErrorPages.isPartOfPage(request);
        if (request.getRequestURI().startsWith("/api/") || !person) {
            Reply.problem(response, status, detail, instance);
        } else {
            pages.say(request, response, status, heading(status), detail, instance);
        }
    }

    private static String heading(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Nothing is here";
            case METHOD_NOT_ALLOWED, BAD_REQUEST -> "This address is not meant to be used like this";
            case CONFLICT -> "This cannot be done now";
            default -> status.is5xxServerError() ? "This did not work" : status.getReasonPhrase();
        };
    }

    /** What failed and where; never what it said, for that may quote a patient. */
    private static String withoutMessages(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .map(e -> e.getClass().getName()
                        + Stream.of(e.getStackTrace())
                                .map(frame -> "\n\tat " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\ncaused by "));
    }

    static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not take this method; see the header Allow.";
            case NOT_ACCEPTABLE -> "Dorsal answers with application/json, which this request does not accept.";
            case URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE -> "The head of this request is too long.";
            case INTERNAL_SERVER_ERROR ->
                "This is a fault of Dorsal, not of what you sent. Its log has the details under this instance.";
            default -> "This request cannot be understood as HTTP, or breaks its rules.";
        };
    }

    /** The path asked for, as it was sent. */
    static URI instance(HttpServletRequest request) {
        String path = request.getRequestURI();
        try {
            return URI.create(path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path);
        } catch (IllegalArgumentException e) {
            return URI.create("about:blank");
        }
    }
}

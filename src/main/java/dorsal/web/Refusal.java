package dorsal.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is refused with a sentence of our own. */
final class Refusal extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    Refusal(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    Refusal withHeader(String name, String value) {
        getHeaders().set(name, value);
        return this;
    }
}

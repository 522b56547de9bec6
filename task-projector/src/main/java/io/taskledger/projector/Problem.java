package io.taskledger.projector;

import io.taskledger.contract.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What is answered where a request cannot be: RFC 9457 problem details that say what to change. */
final class Problem {

    private Problem() {}

    static ErrorResponseException badRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, detail);
    }

    static ErrorResponseException notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, detail);
    }

    /** The view has not got so far within the time that we wait. */
    static ErrorResponseException behind(String taskId, long version, long minVersion) {
        ErrorResponseException problem = of(
                HttpStatus.CONFLICT,
                "The view has version " + version + " of task " + taskId + ", not yet " + minVersion + "; ask again.");
        problem.getBody().setProperty("version", version);
        return problem;
    }

    /** Too much at once, or too slow. */
    static ErrorResponseException busy(String detail, int retryAfterSeconds) {
        ErrorResponseException problem = of(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
        return problem;
    }

    /** Throws where an id is there and could be none. */
    static void requireId(String name, @Nullable String value) {
        if (value != null && !Identifier.isValid(value)) {
            throw badRequest(name + " must be 1–64 of A-Za-z0-9._:-.");
        }
    }

    private static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}

package io.taskledger.projector;

import io.taskledger.contract.Identifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponseException;

/** What is answered where a request cannot be: RFC 9457 problem details that say what to change. */
final class Problem {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00.000Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Problem() {}

    static ErrorResponseException badRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, detail);
    }

    static ErrorResponseException unauthorized(String detail) {
        return of(HttpStatus.UNAUTHORIZED, detail);
    }

    static ErrorResponseException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, detail);
    }

    /** What no well-meaning client sends: a path that goes up, a line break in a header. */
    static ErrorResponseException rejected(RequestRejectedException e) {
        return badRequest("The request was rejected: " + e.getMessage());
    }

    static ErrorResponseException notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, detail);
    }

    /** The view has not got so far within the time that we wait. */
    static ErrorResponseException behind(String whose, long version, long minVersion) {
        ErrorResponseException problem = of(
                HttpStatus.CONFLICT,
                "The view has version " + version + " of " + whose + ", not yet " + minVersion + "; ask again.");
        problem.getBody().setProperty("version", version);
        return problem;
    }

    /** Too much at once, or too slow. */
    static ErrorResponseException busy(String detail, int retryAfterSeconds) {
        ErrorResponseException problem = of(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
        return problem;
    }

    /** Ours, not the asker's. */
    static ErrorResponseException fault(String detail) {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, detail);
    }

    /** Throws where an id is there and could be none. */
    static void requireId(String name, @Nullable String value) {
        if (value != null && !Identifier.isValid(value)) {
            throw badRequest(name + " must be 1–64 of A-Za-z0-9._:-.");
        }
    }

    /** Throws where a number is there and is less than that. */
    static void requireAtLeast(long least, String name, @Nullable Long value) {
        if (value != null && value < least) {
            throw badRequest(name + " must be " + least + " or more, but was " + value + ".");
        }
    }

    /** Throws where a time is there and no record could have it: those have four digits for the year. */
    static void requireTime(String name, @Nullable Instant value) {
        if (value != null && (value.isBefore(FIRST) || value.isAfter(LAST))) {
            throw badRequest(name + " must be in the years 0000 to 9999.");
        }
    }

    /** As {@link #requireTime}. */
    static void requireDate(String name, @Nullable LocalDate value) {
        requireTime(name, value == null ? null : value.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}

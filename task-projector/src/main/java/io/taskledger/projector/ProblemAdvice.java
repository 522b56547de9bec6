package io.taskledger.projector;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every failure as a problem that says what to change; the database's as "try again". */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name =
                e instanceof MethodArgumentTypeMismatchException mismatch ? mismatch.getName() : e.getPropertyName();
        return answer(Problem.badRequest(misfit(String.valueOf(name), e.getRequiredType())), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String all = e.getBindingResult().getFieldErrors().stream()
                .map(field -> misfit(field.getField(), type(e.getParameter().getParameterType(), field.getField())))
                .collect(Collectors.joining(" "));
        return answer(Problem.badRequest(all), request);
    }

    private static @Nullable Class<?> type(Class<?> filter, String field) {
        return Arrays.stream(filter.getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .<Class<?>>map(RecordComponent::getType)
                .findFirst()
                .orElse(null);
    }

    private static String misfit(String name, @Nullable Class<?> type) {
        return name + " must be " + expected(type) + ".";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of its kind";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "an RFC 3339 time in UTC, as 2026-11-22T10:00:00.000Z";
            case "LocalDate" -> "a date, as 2026-11-22";
            case "Boolean" -> "true or false";
            default -> "an integer";
        };
    }

    /** What a filter's constructor refuses. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(BeanInstantiationException e, WebRequest request) {
        return e.getCause() instanceof ErrorResponseException problem
                ? answer(problem, request)
                : unexpected(e, request);
    }

    /** What is looked at late, as parameters are. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> rejected(RequestRejectedException e, WebRequest request) {
        return answer(Problem.rejected(e), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        LOG.error("No answer to {}", request.getDescription(false), e);
        return answer(Problem.fault("The service failed; its log says why."), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> tooSlow(QueryTimeoutException e, WebRequest request) {
        return answer(
                Problem.busy("The query took too long; ask for less, by a narrower filter.", RETRY_AFTER_SECONDS),
                request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> away(DataAccessResourceFailureException e, WebRequest request) {
        return answer(Problem.busy("The view's database does not answer; try again.", RETRY_AFTER_SECONDS), request);
    }

    private @Nullable ResponseEntity<Object> answer(ErrorResponseException problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }
}

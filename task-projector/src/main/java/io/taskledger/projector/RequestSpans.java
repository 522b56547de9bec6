package io.taskledger.projector;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.taskledger.watch.Spans;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Tells of those requests that are traced by who asks; of a stream, until it is open. */
final class RequestSpans extends OncePerRequestFilter {

    private static final int OUR_FAULT = 500;

    private final Spans spans;

    RequestSpans(Spans spans) {
        this.spans = spans;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return spans.isOff() || request.getHeader("traceparent") == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long began = spans.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            tell(request, response.getStatus(), began);
        }
    }

    private void tell(HttpServletRequest request, int status, long began) {
        String route = route(request);
        String name = route == null ? request.getMethod() : request.getMethod() + " " + route;
        Span span = spans.ofRequest(request.getHeader("traceparent"), began, name);
        if (span == null) {
            return;
        }
        span.setAttribute("http.request.method", request.getMethod())
                .setAttribute("url.path", request.getRequestURI())
                .setAttribute("http.response.status_code", status);
        if (route != null) {
            span.setAttribute("http.route", route);
        }
        if (status >= OUR_FAULT) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** As in the meters: without ids. Null where nothing here answers such a path, or nobody was let in. */
    private static @Nullable String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? null : pattern.toString();
    }
}

package io.taskledger.projector;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers those whose question is not even heard, by problems like all others. */
final class Unheard implements AuthenticationEntryPoint, RequestRejectedHandler {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final HandlerExceptionResolver problems;

    Unheard(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        if (e instanceof AuthenticationServiceException) {
            answer(
                    request,
                    response,
                    Problem.busy("The keys of tokens cannot be read; try again.", RETRY_AFTER_SECONDS));
            return;
        }
        challenge.commence(request, response, e);
        String detail = e instanceof OAuth2AuthenticationException
                ? "The token is not accepted: " + e.getMessage()
                : "A token is needed: Authorization: Bearer <token>.";
        answer(request, response, Problem.unauthorized(detail));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e) {
        answer(request, response, Problem.rejected(e));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ErrorResponseException problem) {
        var unused = problems.resolveException(request, response, null, problem);
    }
}

package io.taskledger.projector;

import io.taskledger.contract.Identifier;
import io.taskledger.projector.Asker.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Who is let in over HTTP: whoever brings a good token, in the header Authorization and nowhere else. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AccessConfiguration {

    /** What says how to ask says nothing of anybody. */
    private static final String[] FOR_ALL = {
        "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**"
    };

    private static final String BEARER = "Bearer ";

    /** Refuses before anything is started. */
    @Bean
    static BeanFactoryPostProcessor accessCheck(Environment environment) {
        return beans -> {
            var unused = HttpAccess.of(environment);
        };
    }

    @Bean
    Unheard unheard(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new Unheard(problems);
    }

    /** Each filter of a request's chain would be timed by itself: a tenth of what a request for one task costs, and nobody reads it. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain queries(HttpSecurity http, Environment environment, Unheard unheard) {
        HttpAccess access = HttpAccess.of(environment);
        http.securityMatcher(request -> !isForManagement(request))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // Whoever asks may keep an answer, and has to ask whether it still holds; nobody between may.
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(new StaticHeadersWriter("Cache-Control", "private, no-cache")));
        if (access.access() == HttpAccess.Mode.OPEN) {
            return http.anonymous(anybody -> anybody.principal(Asker.ANYBODY)).build();
        }
        JwtAuthenticationProvider verifier = new JwtAuthenticationProvider(access.decoder());
        verifier.setJwtAuthenticationConverter(AccessConfiguration::asker);
        VerifiedTokens tokens = new VerifiedTokens(verifier, InstantSource.system());
        return http.authorizeHttpRequests(requests -> requests
                        // The rest of what was let in, as when a stream ends.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(FOR_ALL)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unheard)
                        .withObjectPostProcessor(answeringBy(unheard))
                        .bearerTokenResolver(AccessConfiguration::token)
                        .authenticationManagerResolver(request -> tokens))
                .build();
    }

    /** Metrics and health have a port of their own, for operators' networks. */
    private static boolean isForManagement(HttpServletRequest request) {
        return WebServerApplicationContext.hasServerNamespace(
                WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()), "management");
    }

    /** Otherwise an issuer that cannot be reached would be a failure of ours. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringBy(Unheard unheard) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(unheard::commence);
                return filter;
            }
        };
    }

    /** Its form is looked at when it is verified: the usual resolver does it each time, by a pattern that costs a tenth of a read. */
    private static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length())
                : null;
    }

    private static JwtAuthenticationToken asker(Jwt token) {
        String id = token.getSubject();
        if (id == null || !Identifier.isValid(id)) {
            throw new InvalidBearerTokenException("sub must be 1 to 64 of A-Za-z0-9._:-");
        }
        Asker asker = new Asker(role(token.getClaim("role")), id, Objects.requireNonNull(token.getExpiresAt()));
        return new JwtAuthenticationToken(token, asker, List.of());
    }

    private static Role role(@Nullable Object claim) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(claim))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidBearerTokenException("role must be one of " + Arrays.toString(Role.values())));
    }
}

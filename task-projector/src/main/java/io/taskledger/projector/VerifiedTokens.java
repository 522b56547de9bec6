package io.taskledger.projector;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.util.ConcurrentLruCache;

/**
 * Remembers who came with a token that was found good, as verifying it costs a part of a read that can be measured: for a
 * minute, as long as which a key that was withdrawn may still count, and never past the token's end. One that was refused is
 * looked at each time.
 */
final class VerifiedTokens implements AuthenticationManager {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** Of at most 8 KB each, as headers have: some tens of megabytes. */
    static final int AT_MOST = 2_000;

    private final InstantSource clock;
    private final ConcurrentLruCache<String, Known> known;

    /** The asker with the whole token: Spring Security looks at it each time for a key that it is bound to (DPoP). */
    private record Known(Authentication asker, Instant until) {}

    /** Those that are good have an {@link Asker} for principal. */
    VerifiedTokens(AuthenticationProvider verifier, InstantSource clock) {
        this.clock = clock;
        this.known = new ConcurrentLruCache<>(AT_MOST, token -> {
            Authentication asker =
                    Objects.requireNonNull(verifier.authenticate(new BearerTokenAuthenticationToken(token)));
            Instant end = ((Asker) Objects.requireNonNull(asker.getPrincipal())).until();
            Instant minute = clock.instant().plus(REMEMBERED);
            return new Known(asker, end.isBefore(minute) ? end : minute);
        });
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String token = ((BearerTokenAuthenticationToken) request).getToken();
        Known last = known.get(token);
        if (!clock.instant().isBefore(last.until)) {
            known.remove(token);
            last = known.get(token);
        }
        return last.asker;
    }
}

package io.taskledger.projector;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.util.ConcurrentLruCache;

/**
 * Remembers tokens that were found good, as a signature costs a tenth of a read: for a minute, in which a key that its issuer
 * withdraws may still count, and never past their end. One that was refused is looked at each time.
 */
final class VerifiedTokens implements JwtDecoder {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** Only the issuer can fill it: 10,000 of a kilobyte are some tens of megabytes. */
    private static final int AT_MOST = 10_000;

    private final InstantSource clock;
    private final ConcurrentLruCache<String, Verified> verified;

    private record Verified(Jwt token, Instant until) {}

    VerifiedTokens(JwtDecoder verifier, InstantSource clock) {
        this.clock = clock;
        this.verified = new ConcurrentLruCache<>(AT_MOST, token -> {
            Jwt good = verifier.decode(token);
            Instant minute = clock.instant().plus(REMEMBERED);
            Instant end = Objects.requireNonNull(good.getExpiresAt());
            return new Verified(good, end.isBefore(minute) ? end : minute);
        });
    }

    @Override
    public Jwt decode(String token) {
        Verified known = verified.get(token);
        if (!clock.instant().isBefore(known.until)) {
            verified.remove(token);
            known = verified.get(token);
        }
        return known.token;
    }
}

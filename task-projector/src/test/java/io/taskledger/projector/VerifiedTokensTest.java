package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/** How long a token that was found good counts without another look. */
final class VerifiedTokensTest {

    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant LATE = START.plusSeconds(3_600);

    private final List<String> looked = new ArrayList<>();
    private Instant now = START;
    private Instant end = LATE;

    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, () -> now);

    /** As the real one: within the skew a token counts after its end. */
    private Jwt verify(String token) {
        looked.add(token);
        if (token.equals("bad") || now.isAfter(end.plusSeconds(30))) {
            throw new BadJwtException("refused");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .expiresAt(end)
                .build();
    }

    @Test
    void good_token_is_looked_at_once_a_minute() {
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        now = START.plusSeconds(59);
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(looked).containsExactly("a");
        now = START.plusSeconds(60);
        tokens.decode("a");
        now = START.plusSeconds(119);
        tokens.decode("a");
        assertThat(looked).containsExactly("a", "a");
    }

    @Test
    void each_token_counts_for_itself() {
        tokens.decode("a");
        assertThat(tokens.decode("b").getSubject()).isEqualTo("b");
        assertThat(looked).containsExactly("a", "b");
    }

    @Test
    void refused_token_is_refused_each_time_it_is_looked_at() {
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThat(looked).containsExactly("bad", "bad");
    }

    @Test
    void good_token_does_not_outlive_its_end() {
        end = START.plusSeconds(10);
        tokens.decode("a");
        now = end.plusSeconds(30);
        tokens.decode("a");
        now = end.plusSeconds(31);
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
        assertThat(looked).containsExactly("a", "a", "a");
    }
}

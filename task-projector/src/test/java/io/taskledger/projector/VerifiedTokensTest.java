package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.projector.Asker.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** How long a token that was found good counts without another look. */
final class VerifiedTokensTest {

    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant LATE = START.plusSeconds(3_600);

    private final List<String> looked = new ArrayList<>();
    private Instant now = START;
    private Instant end = LATE;

    /** As the real one: within the skew a token counts after its end. */
    private final AuthenticationProvider verifier = new AuthenticationProvider() {
        @Override
        public Authentication authenticate(Authentication request) {
            String token = ((BearerTokenAuthenticationToken) request).getToken();
            looked.add(token);
            if (token.equals("bad") || now.isAfter(end.plusSeconds(30))) {
                throw new InvalidBearerTokenException("refused");
            }
            return new TestingAuthenticationToken(new Asker(Role.CLIENT, token, end), null);
        }

        @Override
        public boolean supports(Class<?> type) {
            return true;
        }
    };

    private final VerifiedTokens tokens = new VerifiedTokens(verifier, () -> now);

    private Asker ask(String token) {
        return (Asker) Objects.requireNonNull(
                tokens.authenticate(new BearerTokenAuthenticationToken(token)).getPrincipal());
    }

    @Test
    void good_token_is_looked_at_once_a_minute() {
        assertThat(ask("a").id()).isEqualTo("a");
        now = START.plusSeconds(59);
        assertThat(ask("a").id()).isEqualTo("a");
        assertThat(looked).containsExactly("a");
        now = START.plusSeconds(60);
        ask("a");
        now = START.plusSeconds(119);
        ask("a");
        assertThat(looked).containsExactly("a", "a");
    }

    @Test
    void each_token_counts_for_itself() {
        ask("a");
        assertThat(ask("b").id()).isEqualTo("b");
        assertThat(looked).containsExactly("a", "b");
    }

    @Test
    void refused_token_is_looked_at_each_time() {
        assertThatThrownBy(() -> ask("bad")).isInstanceOf(InvalidBearerTokenException.class);
        assertThatThrownBy(() -> ask("bad")).isInstanceOf(InvalidBearerTokenException.class);
        assertThat(looked).containsExactly("bad", "bad");
    }

    @Test
    void oldest_of_too_many_is_forgotten() {
        for (int i = 0; i <= VerifiedTokens.AT_MOST; i++) {
            ask("token-" + i);
        }
        ask("token-0");
        assertThat(looked).hasSize(VerifiedTokens.AT_MOST + 2);
    }

    @Test
    void good_token_does_not_outlive_its_end() {
        end = START.plusSeconds(10);
        ask("a");
        now = end.plusSeconds(30);
        ask("a");
        now = end.plusSeconds(31);
        assertThatThrownBy(() -> ask("a")).isInstanceOf(InvalidBearerTokenException.class);
        assertThat(looked).containsExactly("a", "a", "a");
    }
}

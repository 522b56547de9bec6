package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/** Settings by which nobody could be let in, or everybody would be, are refused by name. */
final class HttpAccessTest {

    private static final Map<String, String> ENOUGH =
            Map.of("issuer", "https://issuer.test", "jwk-set-uri", "https://issuer.test/keys");

    private static HttpAccess access(Map<String, String> settings) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("taskledger.http." + name, value));
        return new Binder(source).bindOrCreate("taskledger.http", HttpAccess.class);
    }

    @Test
    void without_settings_tokens_are_asked_for_and_nothing_says_whose() {
        HttpAccess access = access(Map.of());
        assertThat(access.access()).isEqualTo(HttpAccess.Mode.TOKENS);
        assertThat(access.audience()).isEqualTo("taskledger");
        assertThat(access.algorithms()).containsExactlyInAnyOrder(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256);
        assertThatThrownBy(access::decoder)
                .isInstanceOf(HttpAccess.Refused.class)
                .hasMessageContainingAll(
                        "Refusing to start",
                        "taskledger.http.issuer",
                        "taskledger.http.jwk-set-uri",
                        "taskledger.http.public-key-file",
                        "taskledger.http.access=open");
    }

    @ParameterizedTest
    @CsvSource({
        "issuer,",
        "jwk-set-uri,",
        "audience,",
        // Which of the two would hold?
        "public-key-file,key.pem"
    })
    void less_or_more_than_enough_is_refused(String name, String value) {
        assertThatCode(() -> access(ENOUGH).decoder()).doesNotThrowAnyException();
        Map<String, String> changed = new HashMap<>(ENOUGH);
        changed.put(name, value == null ? "" : value);
        assertThatThrownBy(() -> access(changed).decoder()).isInstanceOf(HttpAccess.Refused.class);
    }

    @Test
    void key_file_must_hold_a_public_key(@TempDir Path directory) throws IOException {
        Path garbage = Files.writeString(directory.resolve("garbage.pem"), "garbage");
        for (Path file : new Path[] {garbage, directory.resolve("missing.pem"), directory}) {
            assertThatThrownBy(() -> access(Map.of("issuer", "i", "public-key-file", file.toString()))
                            .decoder())
                    .isInstanceOf(HttpAccess.Refused.class)
                    .hasMessageContaining(file.toString());
        }
    }

    /** With the secret of such a one readers could sign, or nobody would have to. */
    @ParameterizedTest
    @ValueSource(strings = {"HS256", "none", "RS1"})
    void algorithm_without_a_key_pair_is_none(String algorithm) {
        assertThatThrownBy(() -> access(Map.of("algorithms", algorithm))).isInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "localhost"})
    void open_is_for_this_machine(String address) {
        assertThatCode(() -> HttpAccess.requireLoopback(address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "10.0.0.1", "no.such.host.invalid"})
    void open_for_others_is_refused(String address) {
        assertThatThrownBy(() -> HttpAccess.requireLoopback(address))
                .isInstanceOf(HttpAccess.Refused.class)
                .hasMessageContainingAll("taskledger.http.access=open", "server.address=127.0.0.1");
    }
}

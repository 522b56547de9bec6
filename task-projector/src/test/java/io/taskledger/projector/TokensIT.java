package io.taskledger.projector;

import static io.taskledger.projector.Tokens.claims;
import static io.taskledger.projector.Tokens.with;
import static io.taskledger.projector.Tokens.without;
import static io.taskledger.projector.view.Story.published;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.projector.view.Story;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which tokens are good, and what those hear whose token is not. */
final class TokensIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    private static final Tokens TOKENS = new Tokens();
    private static final Map<String, Object> GOOD = claims("CLIENT", "client-7");

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static RunningProjector projector;

    @BeforeAll
    static void start() throws IOException, InterruptedException, ExecutionException {
        projector = SHARED.another(TOKENS.settings(directory));
        SHARED.logs().append(Story.of("token", published()));
        assertThat(SHARED.projector().get("/tasks/token?minVersion=1").statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        projector.close();
    }

    private static HttpResponse<String> ask(String token) {
        return projector.by(token).get("/tasks/token");
    }

    static Stream<Arguments> good() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Arguments.of("as it should be", TOKENS.signed(GOOD)),
                Arguments.of("for several", TOKENS.signed(with(GOOD, "aud", List.of("other", "taskledger")))),
                Arguments.of("of RFC 9068", TOKENS.signed("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", GOOD)),
                Arguments.of("without a type", TOKENS.signed("{\"alg\":\"RS256\"}", GOOD)),
                Arguments.of("expired within the skew", TOKENS.signed(with(GOOD, "exp", now - 5))),
                Arguments.of("with more in it", TOKENS.signed(with(GOOD, "scope", "anything"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void good_token_is_taken(String name, String token) {
        assertThat(ask(token).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> bad() {
        long now = Instant.now().getEpochSecond();
        String good = TOKENS.signed(GOOD);
        return Stream.of(
                Arguments.of("another issuer", TOKENS.signed(with(GOOD, "iss", "https://other.test"))),
                Arguments.of("no issuer", TOKENS.signed(without(GOOD, "iss"))),
                Arguments.of("another audience", TOKENS.signed(with(GOOD, "aud", "other"))),
                Arguments.of("no audience", TOKENS.signed(without(GOOD, "aud"))),
                Arguments.of("expired", TOKENS.signed(with(GOOD, "exp", now - 90))),
                Arguments.of("without an end", TOKENS.signed(without(GOOD, "exp"))),
                Arguments.of("not yet good", TOKENS.signed(with(GOOD, "nbf", now + 90))),
                Arguments.of("no role", TOKENS.signed(without(GOOD, "role"))),
                Arguments.of("an unknown role", TOKENS.signed(with(GOOD, "role", "TIMER"))),
                Arguments.of("a role in small letters", TOKENS.signed(with(GOOD, "role", "client"))),
                Arguments.of("two roles", TOKENS.signed(with(GOOD, "role", List.of("CLIENT", "OPERATOR")))),
                Arguments.of("nobody", TOKENS.signed(without(GOOD, "sub"))),
                Arguments.of("an impossible id", TOKENS.signed(with(GOOD, "sub", "client 7"))),
                Arguments.of("too long an id", TOKENS.signed(with(GOOD, "sub", "x".repeat(65)))),
                Arguments.of("an empty id", TOKENS.signed(with(GOOD, "sub", ""))),
                Arguments.of("another key", new Tokens().signed(GOOD)),
                Arguments.of("no algorithm", Tokens.unsigned(GOOD)),
                Arguments.of("no algorithm, but a signature", TOKENS.signed("{\"alg\":\"none\"}", GOOD)),
                Arguments.of("the public key as a secret", TOKENS.signedWithThePublicKey(GOOD)),
                Arguments.of("another algorithm", TOKENS.signed("{\"alg\":\"RS512\"}", GOOD)),
                Arguments.of("of another type", TOKENS.signed("{\"alg\":\"RS256\",\"typ\":\"logout+jwt\"}", GOOD)),
                Arguments.of(
                        "an unknown critical header",
                        TOKENS.signed("{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}", GOOD)),
                Arguments.of("a changed end", good.substring(0, good.length() - 4) + "AAAA"),
                Arguments.of("other claims", swapped(good, TOKENS.of("OPERATOR", "operator-1"))),
                Arguments.of("with a space before it", " " + good),
                Arguments.of("with something behind it", good + "!"),
                Arguments.of(
                        "with something in its signature",
                        good.substring(0, good.length() - 9) + "!" + good.substring(good.length() - 9)),
                Arguments.of("with another behind it", good + ", Bearer " + good),
                Arguments.of("bound to a key that is not shown", TOKENS.signed(with(GOOD, "cnf", Map.of("jkt", "x")))),
                Arguments.of("garbage", "garbage"),
                Arguments.of("three garbages", "a.b.c"),
                Arguments.of("only dots", ".."),
                Arguments.of("a long one", "x".repeat(6_000)));
    }

    /** The claims of the second under the signature of the first. */
    private static String swapped(String first, String second) {
        String[] parts = first.split("\\.", -1);
        return parts[0] + "." + second.split("\\.", -1)[1] + "." + parts[2];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void bad_token_is_refused(String name, String token) {
        assertRefused(ask(token));
        HttpResponse<String> answer = ask(token);
        assertRefused(answer);
        assertThat(answer.headers().firstValue("www-authenticate").orElse("")).contains("error=\"invalid_token\"");
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElse("")).startsWith("Bearer");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(401);
        assertThat(problem.path("detail").asString()).contains("token");
        assertThat(answer.body()).doesNotContain("client-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tasks/token",
                "/tasks/token?minVersion=9",
                "/tasks/token/events",
                "/tasks/token/timeline",
                "/tasks/token/stream",
                "/tasks",
                "/counts?clientId=client-7",
                "/settlements",
                "/settlements/sums",
                "/settlements/nobody",
                "/stream?clientId=client-7",
                "/nothing",
                "/actuator/health",
                "/error"
            })
    void nothing_is_told_without_a_token(String path) {
        assertRefused(projector.get(path));
        assertRefused(projector.get(path, "Accept", "text/event-stream"));
    }

    @Test
    void token_that_is_remembered_lets_no_other_in() {
        String good = TOKENS.signed(GOOD);
        assertThat(ask(good).statusCode()).isEqualTo(200);
        assertThat(ask(good).statusCode()).isEqualTo(200);
        assertRefused(ask(swapped(good, TOKENS.of("OPERATOR", "operator-1"))));
        assertRefused(ask(good + "A"));
        assertThat(projector
                        .by(TOKENS.of("CLIENT", "client-8"))
                        .get("/tasks/token")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void scheme_is_written_in_any_case() {
        String good = TOKENS.signed(GOOD);
        assertThat(projector
                        .get("/tasks/token", "Authorization", "bearer " + good)
                        .statusCode())
                .isEqualTo(200);
        assertRefused(projector.get("/tasks/token", "Authorization", "Bearer"));
        assertRefused(projector.get("/tasks/token", "Authorization", "Bearer\t" + good));
    }

    @Test
    void token_counts_in_the_header_alone() {
        String token = TOKENS.signed(GOOD);
        assertRefused(projector.get("/tasks/token?access_token=" + token));
        assertRefused(projector.get("/tasks/token", "Cookie", "access_token=" + token));
        assertRefused(projector.get("/tasks/token", "Authorization", "Basic " + token));
        assertThat(projector.by(token).get("/tasks/token?access_token=" + token).statusCode())
                .isEqualTo(400);
    }

    @Test
    void how_to_ask_is_told_to_everybody_and_how_the_service_is_on_its_own_port() {
        assertThat(projector.get("/v3/api-docs").statusCode()).isEqualTo(200);
        assertThat(projector.get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
        assertThat(projector.probe("readiness").statusCode()).isEqualTo(200);
        assertThat(projector.metrics()).contains("taskledger_projector_streams");
    }

    @Test
    void answer_may_be_kept_by_whoever_asked_only() {
        HttpResponse<String> answer = ask(TOKENS.signed(GOOD));
        assertThat(answer.headers().allValues("cache-control")).containsExactly("private, no-cache");
        assertThat(answer.headers().firstValue("etag")).hasValue("\"1\"");
    }

    @Test
    void stream_ends_with_its_token() throws Exception {
        long soon = Instant.now().getEpochSecond() + 2;
        String token = TOKENS.signed(with(GOOD, "exp", soon));
        try (EventStream stream = EventStream.open(projector.by(token), "/tasks/token/stream", null)) {
            stream.end.get(10, TimeUnit.SECONDS);
            assertThat(stream.events).hasSize(1);
        }
    }

    @Test
    void keys_of_a_set_are_taken_with_the_algorithms_that_are_named() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(List.of(rsa, ec)).toString(true).getBytes(UTF_8);
        issuer.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        try (RunningProjector other = SHARED.another(
                "--taskledger.http.access=tokens",
                "--taskledger.http.issuer=" + Tokens.ISSUER,
                "--taskledger.http.jwk-set-uri=http://127.0.0.1:"
                        + issuer.getAddress().getPort() + "/keys")) {
            assertThat(status(other, JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa)))
                    .isEqualTo(200);
            assertThat(status(other, JWSAlgorithm.ES256, "ec", new ECDSASigner(ec)))
                    .isEqualTo(200);
            assertThat(status(other, JWSAlgorithm.PS256, "rsa", new RSASSASigner(rsa)))
                    .isEqualTo(401);
            assertThat(status(other, JWSAlgorithm.RS256, "unknown", new RSASSASigner(rsa)))
                    .isEqualTo(401);
            assertThat(other.by(TOKENS.signed(GOOD)).get("/tasks/token").statusCode())
                    .isEqualTo(401);
        } finally {
            issuer.stop(0);
        }
    }

    private static int status(RunningProjector asked, JWSAlgorithm algorithm, String key, JWSSigner signer)
            throws JOSEException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(algorithm).keyID(key).build(),
                new Payload(JsonMapper.shared().writeValueAsString(GOOD)));
        token.sign(signer);
        return asked.by(token.serialize()).get("/tasks/token").statusCode();
    }

    @Test
    void issuer_that_cannot_be_reached_is_a_reason_to_try_again() {
        try (RunningProjector other = SHARED.another(
                "--taskledger.http.access=tokens",
                "--taskledger.http.issuer=" + Tokens.ISSUER,
                "--taskledger.http.jwk-set-uri=http://127.0.0.1:1/keys")) {
            HttpResponse<String> answer = other.by(TOKENS.signed(GOOD)).get("/tasks/token");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("5");
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }
}

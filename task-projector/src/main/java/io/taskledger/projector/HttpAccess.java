package io.taskledger.projector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestTemplate;

/**
 * Whom the settings let in over HTTP.
 *
 * @param issuer        who signs, as tokens have it in {@code iss}
 * @param audience      whom tokens must be for
 * @param jwkSetUri     where the issuer publishes its keys
 * @param publicKeyFile instead of that one key, RSA as PEM; it goes with RS256 and no other algorithm
 * @param algorithms    those with a key pair only: none by which a reader could sign
 */
record HttpAccess(
        @DefaultValue("TOKENS") Mode access,
        @Nullable String issuer,
        @DefaultValue("taskledger") String audience,
        @Nullable String jwkSetUri,
        @Nullable Path publicKeyFile,
        @DefaultValue({"RS256", "ES256"}) Set<SignatureAlgorithm> algorithms) {

    /** How far the issuer's clock may be from ours. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** Longest wait for the issuer's keys, which are then known for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The decoder would pass over what is nothing of these. */
    private static final Pattern THREE_PARTS = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    enum Mode {
        TOKENS,
        OPEN
    }

    /** The service must not start like this; the message says what to set. */
    static final class Refused extends IllegalStateException {
        Refused(String what) {
            super("Refusing to start: " + what);
        }
    }

    /** Throws {@link Refused} where that would be nobody, or everybody from everywhere. */
    static HttpAccess of(Environment environment) {
        HttpAccess access = Binder.get(environment).bindOrCreate("taskledger.http", HttpAccess.class);
        if (access.access == Mode.OPEN) {
            requireLoopback(environment.getProperty("server.address"));
        } else {
            var unused = access.decoder();
        }
        return access;
    }

    /** Without tokens everybody is let in, so that nobody from elsewhere may be able to ask. */
    static void requireLoopback(@Nullable String serverAddress) {
        try {
            if (StringUtils.hasText(serverAddress)
                    && InetAddress.getByName(serverAddress).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw new Refused(
                "taskledger.http.access=open needs server.address=127.0.0.1, but it is " + serverAddress + ".");
    }

    /** Throws {@link Refused} where nothing says whose tokens are good. */
    JwtDecoder decoder() {
        String uri = StringUtils.hasText(jwkSetUri) ? jwkSetUri : null;
        if (!StringUtils.hasText(issuer)
                || !StringUtils.hasText(audience)
                || (uri == null) == (publicKeyFile == null)) {
            throw new Refused("nobody could be let in over HTTP. Set taskledger.http.issuer, and either"
                    + " taskledger.http.jwk-set-uri or taskledger.http.public-key-file; or, on this machine alone,"
                    + " taskledger.http.access=open with server.address=127.0.0.1.");
        }
        NimbusJwtDecoder decoder = uri == null
                ? NimbusJwtDecoder.withPublicKey(key()).build()
                : NimbusJwtDecoder.withJwkSetUri(uri)
                        .jwsAlgorithms(all -> all.addAll(algorithms))
                        .restOperations(new RestTemplate(bounded()))
                        .build();
        decoder.setJwtValidator(claims());
        return token -> {
            if (!THREE_PARTS.matcher(token).matches()) {
                throw new BadJwtException("it must be three parts of A-Za-z0-9_- with dots between");
            }
            return decoder.decode(token);
        };
    }

    private static SimpleClientHttpRequestFactory bounded() {
        SimpleClientHttpRequestFactory http = new SimpleClientHttpRequestFactory();
        http.setConnectTimeout(PATIENCE);
        http.setReadTimeout(PATIENCE);
        return http;
    }

    private RSAPublicKey key() {
        try (InputStream in = Files.newInputStream(Objects.requireNonNull(publicKeyFile))) {
            return Objects.requireNonNull(RsaKeyConverters.x509().convert(in));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new Refused("taskledger.http.public-key-file " + publicKeyFile + " is no public key of RSA as PEM.");
        }
    }

    private OAuth2TokenValidator<Jwt> claims() {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator types = new JwtTypeValidator("JWT", "at+jwt");
        types.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                types,
                times,
                new JwtIssuerValidator(Objects.requireNonNull(issuer)),
                new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(audience)));
    }
}

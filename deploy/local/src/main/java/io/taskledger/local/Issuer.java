package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs tokens for one machine: a key pair made at start, of which only the public key is written down, and a token of each
 * role for the demo's parties. What was signed before an earlier stop is good no more.
 *
 * @param tokens by role
 */
public record Issuer(Path publicKey, Map<String, String> tokens) {

    /** A URL, as issuers have it: what is none costs whoever reads it nearly as much as the signature does. */
    private static final String NAME = "https://taskledger.invalid";

    private static final String AUDIENCE = "taskledger";

    /** Whoever stays up longer starts again. */
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    /** Who plays in the demo, and who looks on. */
    static final Map<String, String> PARTIES = parties();

    private static Map<String, String> parties() {
        Map<String, String> parties = new LinkedHashMap<>();
        parties.put("CLIENT", Play.CLIENT.id());
        parties.put("CREATOR", Play.CREATOR.id());
        parties.put("MCN", "mcn-3");
        parties.put("OPERATOR", Play.OPERATOR.id());
        parties.put("FINANCE", "finance-1");
        return parties;
    }

    /** Writes the public key, and each token into a file named for its role, for their owner's eyes only. */
    public static Issuer in(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Path publicKey = directory.resolve("public-key.pem");
            String encoded =
                    Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
            Files.writeString(publicKey, "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
            Map<String, String> tokens = new LinkedHashMap<>();
            for (Map.Entry<String, String> party : PARTIES.entrySet()) {
                String token = sign(keys.getPrivate(), party.getKey(), party.getValue());
                tokens.put(party.getKey(), token);
                Files.writeString(directory.resolve(party.getKey()), token);
            }
            return new Issuer(publicKey, tokens);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static String sign(PrivateKey key, String role, String id) throws GeneralSecurityException {
        Instant now = Instant.now();
        String claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"role\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(
                        NAME,
                        AUDIENCE,
                        id,
                        role,
                        now.getEpochSecond(),
                        now.plus(GOOD_FOR).getEpochSecond());
        String content =
                encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(UTF_8));
        return content + "." + encoded(signature.sign());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What makes a projector trust it. */
    public List<String> settings() {
        return List.of(
                "--taskledger.http.issuer=" + NAME,
                "--taskledger.http.audience=" + AUDIENCE,
                "--taskledger.http.public-key-file=" + publicKey);
    }

    /** Of whom sees everything. */
    public String operatorsToken() {
        return tokens.getOrDefault("OPERATOR", "");
    }
}

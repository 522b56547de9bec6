package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** An issuer of tokens, good ones and bad ones, with a key pair of its own. */
final class Tokens {

    static final String ISSUER = "https://issuer.test";

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    Tokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its public key, as PEM. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** What makes a projector trust this issuer. */
    String[] settings(Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("key.pem"), pem());
        return new String[] {
            "--taskledger.http.access=tokens",
            "--taskledger.http.issuer=" + ISSUER,
            "--taskledger.http.public-key-file=" + key
        };
    }

    /** Good for an hour. */
    static Map<String, Object> claims(String role, String id) {
        long now = Instant.now().getEpochSecond();
        // Issued a while ago: no token expires before it was issued, also where a test lets it expire.
        return new LinkedHashMap<>(Map.of(
                "iss", ISSUER, "aud", "taskledger", "sub", id, "role", role, "iat", now - 120, "exp", now + 3_600));
    }

    static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new TreeMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    static Map<String, Object> without(Map<String, Object> claims, String name) {
        Map<String, Object> changed = new TreeMap<>(claims);
        changed.remove(name);
        return changed;
    }

    String of(String role, String id) {
        return signed(claims(role, id));
    }

    String signed(Map<String, Object> claims) {
        return signed("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", claims);
    }

    String signed(String header, Map<String, Object> claims) {
        String content = content(header, claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(UTF_8));
            return content + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if anybody who knows the public key could sign. */
    String signedWithThePublicKey(Map<String, Object> claims) {
        String content = content("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem().getBytes(UTF_8), "HmacSHA256"));
            return content + "." + URL.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(Map<String, Object> claims) {
        return content("{\"alg\":\"none\"}", claims) + ".";
    }

    private static String content(String header, Map<String, Object> claims) {
        return URL.encodeToString(header.getBytes(UTF_8)) + "."
                + URL.encodeToString(JsonMapper.shared().writeValueAsBytes(claims));
    }
}

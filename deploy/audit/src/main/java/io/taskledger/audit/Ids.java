package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names that follow from what they name (UUIDv5, RFC 9562), and where a key belongs (murmur2). */
final class Ids {

    private static final byte[] URL = HexFormat.of().parseHex("6ba7b8119dad11d180b400c04fd430c8");
    private static final byte[] OURS = sha1(URL, "urn:taskledger");

    private Ids() {}

    static String event(String taskId, long sequence) {
        return uuid(taskId + "/" + sequence);
    }

    static String standing(String creatorId, long sequence) {
        return uuid("creator/" + creatorId + "/" + sequence + "/standing");
    }

    static String settlement(String taskId) {
        return uuid(taskId + "/settlement/1");
    }

    static String notification(String eventId, String role, String template) {
        return uuid(eventId + "/" + role + "/" + template);
    }

    static String result(String topic, int partition, long offset) {
        return uuid(topic + "/" + partition + "/" + offset);
    }

    private static String uuid(String name) {
        String hex = HexFormat.of().formatHex(sha1(OURS, name));
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    /** The 16 bytes of a version 5 UUID. */
    private static byte[] sha1(byte[] namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(namespace);
            byte[] uuid = Arrays.copyOf(sha1.digest(name.getBytes(UTF_8)), 16);
            uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x50);
            uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
            return uuid;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** The partition of a key, as Java's producer has it: 32-bit MurmurHash2 with Kafka's seed, without its sign. */
    static int partition(byte[] key, int partitions) {
        int m = 0x5bd1e995;
        int h = 0x9747b28c ^ key.length;
        int whole = key.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int k = (key[i] & 0xff) | (key[i + 1] & 0xff) << 8 | (key[i + 2] & 0xff) << 16 | key[i + 3] << 24;
            k *= m;
            k ^= k >>> 24;
            h = h * m ^ k * m;
        }
        for (int i = key.length - 1; i >= whole; i--) {
            h ^= (key[i] & 0xff) << (8 * (i - whole));
        }
        if (key.length > whole) {
            h *= m;
        }
        h ^= h >>> 13;
        h *= m;
        h ^= h >>> 15;
        return (h & 0x7fffffff) % partitions;
    }
}

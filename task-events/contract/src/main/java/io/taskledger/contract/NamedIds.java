package io.taskledger.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.TaskId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from what they name (UUIDv5, RFC 9562), so that doing a thing twice names it once. */
public final class NamedIds {

    /** RFC 9562's namespace for URLs. */
    private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private static final MessageDigest OURS = digestOf(uuid(digestOf(URL), "urn:taskledger"));

    private NamedIds() {}

    public static String event(TaskId taskId, long version) {
        return of(taskId.value() + "/" + version);
    }

    /** With a word before it, as a task may have the same id. */
    public static String event(CreatorId creatorId, long version) {
        return of("creator/" + creatorId.value() + "/" + version);
    }

    public static String standing(CreatorId creatorId, long version) {
        return of("creator/" + creatorId.value() + "/" + version + "/standing");
    }

    public static String settlement(TaskId taskId) {
        return of(taskId.value() + "/settlement/1");
    }

    public static String notification(String eventId, Actor.Role role, Notification.Template template) {
        return of(eventId + "/" + role + "/" + template);
    }

    /** A result is named by its command's record, as an unreadable command may have no name of its own. */
    public static String result(String topic, int partition, long offset) {
        return of(topic + "/" + partition + "/" + offset);
    }

    /** The UUIDv5 of any other name in our namespace. */
    public static String of(String name) {
        return uuid(OURS, name).toString();
    }

    private static UUID uuid(MessageDigest namespace, String name) {
        MessageDigest digest;
        try {
            digest = (MessageDigest) namespace.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-1 can be cloned", e);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(UTF_8)));
        long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
        long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private static MessageDigest digestOf(UUID namespace) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .flip());
            return sha1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}

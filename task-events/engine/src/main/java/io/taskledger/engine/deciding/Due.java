package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * A deadline, and whose it is. The keys that it is kept by are ordered by when it is due, then by its kind and the subject.
 *
 * @param kind a small number of the aggregate's: part of the form, for ever
 */
public record Due(String subject, int kind, long dueAtMs) {

    /** Behind every deadline; what stands there is not one. */
    static final Bytes END = bound(Long.MAX_VALUE - 1);

    Bytes key() {
        byte[] name = subject.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(9 + name.length)
                .putLong(dueAtMs)
                .put((byte) kind)
                .put(name)
                .array());
    }

    static Due of(Bytes key) {
        ByteBuffer bytes = ByteBuffer.wrap(key.get());
        long dueAtMs = bytes.getLong();
        int kind = bytes.get();
        byte[] name = new byte[bytes.remaining()];
        bytes.get(name);
        return new Due(new String(name, UTF_8), kind, dueAtMs);
    }

    /** The first key that is not due at that instant. */
    static Bytes bound(long nowMs) {
        return Bytes.wrap(ByteBuffer.allocate(8).putLong(nowMs + 1).array());
    }
}

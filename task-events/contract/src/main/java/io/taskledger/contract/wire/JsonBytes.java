package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * JSON as it is written. By hand, as writing was a fifth of the decider's time: our names and nearly all values have nothing
 * to escape, and are copied as they are.
 */
final class JsonBytes {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);

    private byte[] bytes = new byte[1024];
    private int size;

    /** Begins or ends an object or a list. */
    void bracket(char bracket) {
        one(bracket);
    }

    /** The next field; one of our names, with nothing to escape. */
    JsonBytes name(String name) {
        next().one('"');
        plain(name);
        one('"');
        one(':');
        return this;
    }

    /** A comma, unless this is the first in its object or list. */
    JsonBytes next() {
        if (bytes[size - 1] != '{' && bytes[size - 1] != '[') {
            one(',');
        }
        return this;
    }

    void string(String value) {
        byte[] text = value.getBytes(UTF_8);
        one('"');
        if (isPlain(text)) {
            copy(text);
        } else {
            for (byte b : text) {
                escaped(b);
            }
        }
        one('"');
    }

    /** As it is; ASCII. */
    void plain(String text) {
        copy(text.getBytes(ISO_8859_1));
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private static boolean isPlain(byte[] text) {
        for (byte b : text) {
            if (b == '"' || b == '\\' || isControl(b)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ';
    }

    private void escaped(byte b) {
        switch (b) {
            case '"' -> plain("\\\"");
            case '\\' -> plain("\\\\");
            case '\b' -> plain("\\b");
            case '\t' -> plain("\\t");
            case '\n' -> plain("\\n");
            case '\f' -> plain("\\f");
            case '\r' -> plain("\\r");
            default -> {
                if (isControl(b)) {
                    plain("\\u00");
                    one(HEX[b >> 4]);
                    one(HEX[b & 0xf]);
                } else {
                    one(b);
                }
            }
        }
    }

    private void copy(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    private void one(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}

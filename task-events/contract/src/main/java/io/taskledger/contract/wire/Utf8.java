package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Whether bytes are text as JSON is exchanged: UTF-8, without a byte-order mark. Jackson reads more than that. */
final class Utf8 {

    private Utf8() {}

    static boolean isPlain(byte[] value) {
        return value.length >= 2 && !isOtherEncoding(value[0], value[1]) && isValid(value);
    }

    /** Jackson would also read UTF-16 and UTF-32, and skip byte-order marks; the first two bytes give them away. */
    private static boolean isOtherEncoding(byte first, byte second) {
        return first == 0 || second == 0 || first == (byte) 0xEF || first == (byte) 0xFE || first == (byte) 0xFF;
    }

    /** Jackson also reads characters in more bytes than they need, and ones that are none. */
    private static boolean isValid(byte[] value) {
        for (byte b : value) {
            if (b < 0) {
                return isValidBeyondAscii(value);
            }
        }
        return true;
    }

    private static boolean isValidBeyondAscii(byte[] value) {
        try {
            var unused = UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

package io.taskledger.projector;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Records as they are, in one JSON array: not parsed, not written anew. */
final class JsonArray {

    private JsonArray() {}

    static byte[] of(List<byte[]> records) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                array.write(',');
            }
            array.writeBytes(records.get(i));
        }
        array.write(']');
        return array.toByteArray();
    }
}

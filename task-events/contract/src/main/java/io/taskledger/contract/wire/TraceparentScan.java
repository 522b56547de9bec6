package io.taskledger.contract.wire;

import org.jspecify.annotations.Nullable;

/** Finds who traces one of our own records without reading what it says: our records name it before their data. */
public final class TraceparentScan {

    private TraceparentScan() {}

    /** Null where nobody does. Throws {@link CorruptRecord} where the bytes are not a record of ours. */
    public static @Nullable String find(byte[] value) {
        return OwnRecords.readTraceparent("the record", value);
    }
}

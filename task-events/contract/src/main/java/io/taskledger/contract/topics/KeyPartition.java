package io.taskledger.contract.topics;

import org.apache.kafka.common.utils.Utils;

/** Where a key belongs: murmur2, as Java's producer does it. librdkafka does so with partitioner=murmur2_random. */
public final class KeyPartition {

    private KeyPartition() {}

    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}

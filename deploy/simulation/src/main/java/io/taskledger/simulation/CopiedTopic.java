package io.taskledger.simulation;

import io.taskledger.simulation.PartitionLog.Written;
import java.lang.reflect.Proxy;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** All of a topic on one instance, as far as it has read: when it starts, all that is there; then whenever it comes to it. */
final class CopiedTopic {

    private final Service group;
    private final Drawn.Copy drawn;
    private final Store store;
    private final Processor<byte[], byte[], Void, Void> processor;
    private final long[] positions = new long[Broker.PARTITIONS];

    /** Of an instance that starts. */
    CopiedTopic(Service group, Drawn.Copy drawn) {
        this.group = group;
        this.drawn = drawn;
        this.store = new Store(drawn.store().name(), false);
        this.processor = drawn.processor().get();
        processor.init(context(store));
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            read(partition, Integer.MAX_VALUE);
        }
    }

    /** Who copies asks for nothing but the store. */
    @SuppressWarnings("unchecked")
    private static ProcessorContext<Void, Void> context(Store store) {
        Class<?>[] types = {ProcessorContext.class};
        return (ProcessorContext<Void, Void>)
                Proxy.newProxyInstance(CopiedTopic.class.getClassLoader(), types, (proxy, method, arguments) -> {
                    if (method.getName().equals("getStateStore")) {
                        return store;
                    }
                    throw new UnsupportedOperationException("the model has no such thing yet");
                });
    }

    Store store() {
        return store;
    }

    void read(int partition, int max) {
        for (Written record : group.read(drawn.topic(), partition, positions[partition], max)) {
            processor.process(new Record<>(record.key(), record.value(), record.timestampMs(), record.headers()));
            positions[partition] = record.offset() + 1;
        }
    }
}

package io.taskledger.simulation;

import io.taskledger.contract.topics.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a service draws: one source, one processor, its stores and sinks, and copies of topics. Taken down here, not run by Kafka.
 */
final class Drawn extends Topology {

    private @Nullable Topic source;
    private @Nullable ProcessorSupplier<byte[], byte[], Object, Object> processor;
    private final Map<String, Topic> sinks = new HashMap<>();
    private final List<StoreBuilder<?>> stores = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();

    /** All of a topic in every instance, whatever partitions it has. */
    record Copy(Topic topic, StoreBuilder<?> store, ProcessorSupplier<byte[], byte[], Void, Void> processor) {}

    @Override
    public synchronized Topology addSource(String name, String... topics) {
        require(source == null && topics.length == 1);
        source = topic(topics[0]);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <A, B, C, D> Topology addProcessor(
            String name, ProcessorSupplier<A, B, C, D> supplier, String... parents) {
        require(processor == null);
        processor = (ProcessorSupplier<byte[], byte[], Object, Object>) supplier;
        return this;
    }

    @Override
    public synchronized Topology addSink(String name, String topic, String... parents) {
        sinks.put(name, topic(topic));
        return this;
    }

    @Override
    public synchronized <S extends StateStore> Topology addStateStore(StoreBuilder<S> store, String... processors) {
        stores.add(store);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <K, V, S extends StateStore> Topology addGlobalStore(
            StoreBuilder<S> store,
            String source,
            Deserializer<K> keys,
            Deserializer<V> values,
            String topic,
            String processor,
            ProcessorSupplier<K, V, Void, Void> supplier) {
        copies.add(new Copy(topic(topic), store, (ProcessorSupplier<byte[], byte[], Void, Void>) supplier));
        return this;
    }

    static Topic topic(String name) {
        return Stream.of(Topic.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the model runs one processor on one topic");
        }
    }

    Topic source() {
        return Objects.requireNonNull(source);
    }

    Processor<byte[], byte[], Object, Object> processor() {
        return Objects.requireNonNull(processor).get();
    }

    Topic sink(String name) {
        return Objects.requireNonNull(sinks.get(name), name);
    }

    /** Where there is one only, nobody names it. */
    Topic onlySink() {
        require(sinks.size() == 1);
        return sinks.values().iterator().next();
    }

    List<Store> stores() {
        return stores.stream()
                .map(builder -> new Store(builder.name(), builder.loggingEnabled()))
                .toList();
    }

    List<Copy> copies() {
        return copies;
    }
}

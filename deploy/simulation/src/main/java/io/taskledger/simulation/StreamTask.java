package io.taskledger.simulation;

import io.taskledger.contract.topics.Topic;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One partition on one instance: the service's own processor, its stores, and how far it has read. */
final class StreamTask implements ProcessorContext<Object, Object> {

    private final Drawn drawn;
    private final int partition;
    private final Sink output;
    private final Processor<byte[], byte[], Object, Object> processor;
    private final Map<String, Store> stores = new TreeMap<>();
    private final Map<String, Store> copies;
    private final List<Punctuator> punctuators = new ArrayList<>();
    private @Nullable RecordMetadata origin;
    private long position;

    /** Only meters look at it. */
    private long nowMs;

    /** Where what is forwarded goes. */
    interface Sink {
        void write(Topic topic, Record<byte[], byte[]> record);
    }

    private record Origin(String topic, int partition, long offset) implements RecordMetadata {}

    /**
     * Not initialized yet.
     *
     * @param copies of topics, by name: all tasks of an instance share them
     */
    StreamTask(Drawn drawn, int partition, Map<String, Store> copies, Sink output) {
        this.drawn = drawn;
        this.partition = partition;
        this.copies = copies;
        this.output = output;
        this.processor = drawn.processor();
        drawn.stores().forEach(store -> stores.put(store.name(), store));
    }

    /** Taken over, or revived after an abort: with the state and from the place of the last commit. */
    void init(Map<String, Map<Bytes, byte[]>> changelogs, long committed) {
        stores.values().forEach(store -> store.restore(changelogs.getOrDefault(store.name(), Map.of())));
        punctuators.clear();
        position = committed;
        origin = null;
        processor.init(this);
    }

    Topic input() {
        return drawn.source();
    }

    long position() {
        return position;
    }

    void process(PartitionLog.Written record) {
        origin = new Origin(input().topicName(), partition, record.offset());
        nowMs = record.timestampMs();
        processor.process(new Record<>(record.key(), record.value(), record.timestampMs(), record.headers()));
        position = record.offset() + 1;
    }

    void punctuate(long nowMs) {
        origin = null;
        this.nowMs = nowMs;
        punctuators.forEach(punctuator -> punctuator.punctuate(nowMs));
    }

    Map<String, Map<Bytes, byte[]>> changelogs() {
        Map<String, Map<Bytes, byte[]>> all = new TreeMap<>();
        stores.forEach((name, store) -> all.put(name, store.changelog()));
        return all;
    }

    @Override
    public <K, V> void forward(Record<K, V> record) {
        write(drawn.onlySink(), record);
    }

    @Override
    public <K, V> void forward(Record<K, V> record, String child) {
        write(drawn.sink(child), record);
    }

    private void write(Topic topic, Record<?, ?> record) {
        byte[] key = (byte[]) record.key();
        byte[] value = (byte[]) record.value();
        output.write(topic, new Record<>(key, value, record.timestamp(), record.headers()));
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, partition);
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(origin);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Kafka has it
    public <S extends StateStore> S getStateStore(String name) {
        return (S) Objects.requireNonNull(stores.getOrDefault(name, copies.get(name)), name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator punctuator) {
        if (type != PunctuationType.WALL_CLOCK_TIME) {
            throw notModelled();
        }
        punctuators.add(punctuator);
        return () -> punctuators.remove(punctuator);
    }

    private static UnsupportedOperationException notModelled() {
        return new UnsupportedOperationException("the model has no such thing yet");
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator punctuator) {
        throw notModelled();
    }

    @Override
    public void commit() {
        throw notModelled();
    }

    @Override
    public String applicationId() {
        throw notModelled();
    }

    @Override
    public Serde<?> keySerde() {
        throw notModelled();
    }

    @Override
    public Serde<?> valueSerde() {
        throw notModelled();
    }

    @Override
    public File stateDir() {
        throw notModelled();
    }

    @Override
    public StreamsMetrics metrics() {
        throw notModelled();
    }

    @Override
    public Map<String, Object> appConfigs() {
        throw notModelled();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        throw notModelled();
    }

    @Override
    public long currentSystemTimeMs() {
        return nowMs;
    }

    @Override
    public long currentStreamTimeMs() {
        throw notModelled();
    }
}

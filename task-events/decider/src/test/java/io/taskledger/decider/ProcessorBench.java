package io.taskledger.decider;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import io.taskledger.engine.deciding.CommandProcessor;
import io.taskledger.engine.deciding.DeciderMeters;
import io.taskledger.engine.deciding.EventFoldProcessor;
import io.taskledger.engine.deciding.PartitionStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** The processor alone, on stores that can be lost, with a log of the events that it forwarded. */
final class ProcessorBench {

    private final Surroundings surroundings;
    private final TaskAggregate tasks = new TaskAggregate(Policies.SHIPPED, Creators.OPEN);
    private final CommandProcessor<TaskState, CommandEnvelope> processor;
    private final List<byte[]> log = new ArrayList<>();

    private long inputEnd = Long.MAX_VALUE;
    private List<KeyValueStore<Bytes, byte[]>> stores = emptyStores();
    private MockProcessorContext<byte[], byte[]> context = context(stores);

    ProcessorBench() {
        Surroundings plain = TopologyBench.surroundings(1);
        surroundings = new Surroundings(plain.topics(), partition -> new LogEnd(lastEvent(), inputEnd), plain.stores());
        processor = new CommandProcessor<>(
                surroundings,
                tasks,
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
                new DeciderMeters("task", new SimpleMeterRegistry()));
        processor.init(context);
    }

    void decide(long offset, CommandEnvelope command) {
        context.setRecordMetadata(Topic.COMMANDS.topicName(), 0, offset);
        context.setCurrentSystemTimeMs(TopologyBench.T0.toEpochMilli());
        byte[] key = Commands.key(command.taskId().value());
        int before = context.forwarded().size();
        processor.process(new Record<>(key, CommandWire.write(command), TopologyBench.T0.toEpochMilli()));
        context.forwarded().stream()
                .skip(before)
                .filter(forward -> forward.childName().equals(Optional.of(TaskTopology.EVENTS)))
                .forEach(forward -> log.add(forward.record().value()));
    }

    /** The partition comes to this processor, with the state as it is; what was forwarded before is read. */
    void takeOver() {
        context = context(stores);
        processor.init(context);
    }

    /** What was decided since the beginning comes to nothing: neither stored nor written. */
    void abort() {
        log.clear();
        loseState();
        takeOver();
    }

    /** The topic of commands was cut, or restored from an older copy. */
    void inputEndsAt(long offset) {
        inputEnd = offset;
    }

    void loseStore(String name) {
        stores = stores.stream()
                .map(store -> store.name().equals(name) ? emptyStore(name) : store)
                .toList();
    }

    void loseState() {
        stores = emptyStores();
    }

    /** The log into the state, as {@code --rebuild} does. */
    void fold() {
        MockProcessorContext<Void, Void> folding = context(stores);
        EventFoldProcessor<TaskState, EventEnvelope> fold = new EventFoldProcessor<>(surroundings, tasks);
        fold.init(folding);
        log.forEach(event -> fold.process(new Record<>(new byte[0], event, 0)));
    }

    long version(String task) {
        KeyValueStore<Bytes, byte[]> kept = context(stores).getStateStore(TaskForm.STORE);
        return TaskStateCodec.read(kept.get(Bytes.wrap(Commands.key(task)))).version();
    }

    List<CapturedForward<? extends byte[], ? extends byte[]>> forwarded() {
        return context.forwarded();
    }

    List<EventEnvelope> events() {
        return values(TaskTopology.EVENTS).map(EventWire::read).toList();
    }

    List<CommandResult> results() {
        return values(CommandProcessor.RESULTS).map(ResultWire::read).toList();
    }

    private Stream<byte[]> values(String sink) {
        return context.forwarded(sink).stream().map(forward -> forward.record().value());
    }

    private Optional<ConsumerRecord<byte[], byte[]>> lastEvent() {
        return log.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ConsumerRecord<>(Topic.EVENTS.topicName(), 0, log.size() - 1, new byte[0], log.getLast()));
    }

    private static List<KeyValueStore<Bytes, byte[]>> emptyStores() {
        return Stream.of(TaskForm.STORE, PartitionStores.DEADLINES, PartitionStores.DECIDED_UP_TO, Standings.STORE)
                .map(ProcessorBench::emptyStore)
                .toList();
    }

    private static KeyValueStore<Bytes, byte[]> emptyStore(String name) {
        return TopologyBench.surroundings(1)
                .stores()
                .store(name)
                .withLoggingDisabled()
                .build();
    }

    private static <K, V> MockProcessorContext<K, V> context(List<KeyValueStore<Bytes, byte[]>> stores) {
        MockProcessorContext<K, V> context = new MockProcessorContext<>(
                new Properties(), new TaskId(0, 0), Path.of("target").toFile());
        stores.forEach(store -> {
            if (!store.isOpen()) {
                store.init(context.getStateStoreContext(), store);
            }
            context.addStateStore(store);
        });
        return context;
    }
}

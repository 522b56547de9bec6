package io.taskledger.decider;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.topics.Topic;
import io.taskledger.decider.decision.Policies;
import io.taskledger.engine.LedgerService;
import io.taskledger.engine.Surroundings;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The map of the decider: where a command comes in, and where what follows from it goes. */
public final class TaskTopology implements LedgerService {

    static final String EVENTS = "events";
    static final String RESULTS = "results";
    static final String NOTIFICATIONS = "notifications";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String COMMANDS = "commands";
    private static final String DECIDE = "decide";
    private static final String FOLD = "fold";

    private final Policies policies;
    private final Producer<byte[], byte[]> timerProducer;
    private final DeciderMeters meters;

    /**
     * A decider.
     *
     * @param policies      that tasks are or were pinned to
     * @param timerProducer writes outside the loop's transaction
     */
    public TaskTopology(Policies policies, Producer<byte[], byte[]> timerProducer, MeterRegistry meters) {
        this.policies = policies;
        this.timerProducer = timerProducer;
        this.meters = new DeciderMeters(meters);
    }

    @Override
    public Set<Topic> topics() {
        return EnumSet.of(Topic.COMMANDS, Topic.RESULTS, Topic.EVENTS, Topic.NOTIFICATIONS, Topic.DEAD_LETTERS);
    }

    @Override
    public Topic input() {
        return Topic.COMMANDS;
    }

    @Override
    public Topic output() {
        return Topic.EVENTS;
    }

    @Override
    public Topology topology(Topology empty, Surroundings surroundings) {
        Topology topology = empty.addSource(COMMANDS, Topic.COMMANDS.topicName())
                .addProcessor(
                        DECIDE, () -> new TaskCommandProcessor(surroundings, policies, timerProducer, meters), COMMANDS)
                .addSink(EVENTS, Topic.EVENTS.topicName(), DECIDE)
                .addSink(RESULTS, Topic.RESULTS.topicName(), DECIDE)
                .addSink(NOTIFICATIONS, Topic.NOTIFICATIONS.topicName(), DECIDE)
                .addSink(DEAD_LETTERS, Topic.DEAD_LETTERS.topicName(), DECIDE);
        return withStores(topology, surroundings, DECIDE);
    }

    @Override
    public Topology rebuildTopology(Topology empty, Surroundings surroundings) {
        Topology topology = empty.addSource(EVENTS, Topic.EVENTS.topicName())
                .addProcessor(FOLD, () -> new EventFoldProcessor(surroundings, policies), EVENTS);
        return withStores(topology, surroundings, FOLD);
    }

    private static Topology withStores(Topology topology, Surroundings surroundings, String processor) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> tasks = surroundings.stores().store(TaskStore.TASKS);
        StoreBuilder<KeyValueStore<Bytes, byte[]>> deadlines =
                surroundings.stores().store(TaskStore.DEADLINES);
        StoreBuilder<KeyValueStore<Bytes, byte[]>> decided =
                surroundings.stores().smallHotStore(DecidedUpTo.STORE);
        return topology.addStateStore(tasks, processor)
                .addStateStore(deadlines, processor)
                .addStateStore(decided, processor);
    }
}

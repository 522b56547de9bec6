package io.taskledger.decider;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.topics.Topic;
import io.taskledger.decider.decision.Policies;
import io.taskledger.engine.LedgerService;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.deciding.CommandProcessor;
import io.taskledger.engine.deciding.DeciderMeters;
import io.taskledger.engine.deciding.EventFoldProcessor;
import io.taskledger.engine.deciding.PartitionStores;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.Topology;

/** The map of the decider: where a command comes in, and where what follows from it goes. */
public final class TaskTopology implements LedgerService {

    static final String EVENTS = "events";
    static final String NOTIFICATIONS = "notifications";

    private static final String COMMANDS = "commands";
    private static final String DECIDE = "decide";
    private static final String FOLD = "fold";

    private final TaskAggregate tasks;
    private final Producer<byte[], byte[]> timerProducer;
    private final DeciderMeters meters;

    /**
     * A decider.
     *
     * @param policies      that tasks are or were pinned to
     * @param creators      whether orders need a review
     * @param timerProducer writes outside the loop's transaction
     */
    public TaskTopology(
            Policies policies, Creators creators, Producer<byte[], byte[]> timerProducer, MeterRegistry meters) {
        this.tasks = new TaskAggregate(policies, creators);
        this.timerProducer = timerProducer;
        this.meters = new DeciderMeters("task", meters);
    }

    @Override
    public Set<Topic> topics() {
        return EnumSet.of(
                Topic.COMMANDS,
                Topic.RESULTS,
                Topic.EVENTS,
                Topic.NOTIFICATIONS,
                Topic.DEAD_LETTERS,
                Topic.CREATOR_STANDING);
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
                        DECIDE, () -> new CommandProcessor<>(surroundings, tasks, timerProducer, meters), COMMANDS)
                .addSink(EVENTS, Topic.EVENTS.topicName(), DECIDE)
                .addSink(CommandProcessor.RESULTS, Topic.RESULTS.topicName(), DECIDE)
                .addSink(NOTIFICATIONS, Topic.NOTIFICATIONS.topicName(), DECIDE)
                .addSink(CommandProcessor.DEAD_LETTERS, Topic.DEAD_LETTERS.topicName(), DECIDE);
        PartitionStores.add(topology, surroundings.stores(), TaskForm.STORE, DECIDE);
        // Last: state on disk is named by the order of what is drawn, and a rebuild draws no copies.
        return Standings.addTo(topology, surroundings.stores());
    }

    @Override
    public Topology rebuildTopology(Topology empty, Surroundings surroundings) {
        Topology topology = empty.addSource(EVENTS, Topic.EVENTS.topicName())
                .addProcessor(FOLD, () -> new EventFoldProcessor<>(surroundings, tasks), EVENTS);
        return PartitionStores.add(topology, surroundings.stores(), TaskForm.STORE, FOLD);
    }
}

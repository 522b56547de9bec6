package io.taskledger.creator;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.topics.Topic;
import io.taskledger.creator.decision.Ladder;
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

/** The map of the creators' decider: where a command comes in, and where what follows from it goes. */
public final class CreatorTopology implements LedgerService {

    static final String EVENTS = "events";
    static final String STANDING = "standing";
    static final String NOTIFICATIONS = "notifications";

    private static final String COMMANDS = "commands";
    private static final String DECIDE = "decide";
    private static final String FOLD = "fold";

    private final CreatorAggregate creators;
    private final Producer<byte[], byte[]> timerProducer;
    private final DeciderMeters meters;

    /**
     * A creators' decider.
     *
     * @param ladder        that new violations are judged by
     * @param timerProducer writes outside the loop's transaction
     */
    public CreatorTopology(Ladder ladder, Producer<byte[], byte[]> timerProducer, MeterRegistry meters) {
        this.creators = new CreatorAggregate(ladder);
        this.timerProducer = timerProducer;
        this.meters = new DeciderMeters("creator", meters);
    }

    @Override
    public Set<Topic> topics() {
        return EnumSet.of(
                Topic.CREATOR_COMMANDS,
                Topic.CREATOR_RESULTS,
                Topic.CREATOR_EVENTS,
                Topic.CREATOR_STANDING,
                Topic.NOTIFICATIONS,
                Topic.CREATOR_DEAD_LETTERS);
    }

    @Override
    public Topic input() {
        return Topic.CREATOR_COMMANDS;
    }

    @Override
    public Topic output() {
        return Topic.CREATOR_EVENTS;
    }

    @Override
    public Topology topology(Topology empty, Surroundings surroundings) {
        Topology topology = empty.addSource(COMMANDS, Topic.CREATOR_COMMANDS.topicName())
                .addProcessor(
                        DECIDE, () -> new CommandProcessor<>(surroundings, creators, timerProducer, meters), COMMANDS)
                .addSink(EVENTS, Topic.CREATOR_EVENTS.topicName(), DECIDE)
                .addSink(STANDING, Topic.CREATOR_STANDING.topicName(), DECIDE)
                .addSink(CommandProcessor.RESULTS, Topic.CREATOR_RESULTS.topicName(), DECIDE)
                .addSink(NOTIFICATIONS, Topic.NOTIFICATIONS.topicName(), DECIDE)
                .addSink(CommandProcessor.DEAD_LETTERS, Topic.CREATOR_DEAD_LETTERS.topicName(), DECIDE);
        return PartitionStores.add(topology, surroundings.stores(), CreatorForm.STORE, DECIDE);
    }

    @Override
    public Topology rebuildTopology(Topology empty, Surroundings surroundings) {
        Topology topology = empty.addSource(EVENTS, Topic.CREATOR_EVENTS.topicName())
                .addProcessor(FOLD, () -> new EventFoldProcessor<>(surroundings, creators), EVENTS);
        return PartitionStores.add(topology, surroundings.stores(), CreatorForm.STORE, FOLD);
    }
}

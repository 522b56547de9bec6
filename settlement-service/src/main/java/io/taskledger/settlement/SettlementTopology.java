package io.taskledger.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.engine.LedgerService;
import io.taskledger.engine.Surroundings;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The map of the settlement service: events in, settlements out. */
public final class SettlementTopology implements LedgerService {

    private static final String EVENTS = "events";
    private static final String SETTLE = "settle";
    private static final String SETTLEMENTS = "settlements";
    private static final String FOLD = "fold";

    private final SettlementMeters meters;

    public SettlementTopology(MeterRegistry meters) {
        this.meters = new SettlementMeters(meters);
    }

    @Override
    public Set<Topic> topics() {
        return EnumSet.of(Topic.EVENTS, Topic.SETTLEMENTS);
    }

    @Override
    public Topic input() {
        return Topic.EVENTS;
    }

    @Override
    public Topic output() {
        return Topic.SETTLEMENTS;
    }

    @Override
    public Topology topology(Topology empty, Surroundings surroundings) {
        return empty.addSource(EVENTS, Topic.EVENTS.topicName())
                .addProcessor(SETTLE, () -> new SettlementProcessor(surroundings, meters), EVENTS)
                .addStateStore(surroundings.stores().store(Settled.STORE), SETTLE)
                .addSink(SETTLEMENTS, Topic.SETTLEMENTS.topicName(), SETTLE);
    }

    @Override
    public Topology rebuildTopology(Topology empty, Surroundings surroundings) {
        return empty.addSource(SETTLEMENTS, Topic.SETTLEMENTS.topicName())
                .addProcessor(FOLD, () -> new SettlementFoldProcessor(surroundings), SETTLEMENTS)
                .addStateStore(surroundings.stores().store(Settled.STORE), FOLD);
    }

    /** Loads what is settled from the settlements themselves. */
    private static final class SettlementFoldProcessor implements Processor<byte[], byte[], Void, Void> {

        private final Surroundings surroundings;
        private @Nullable Settled settled;

        SettlementFoldProcessor(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            settled = new Settled(context, surroundings);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            Settlement settlement = SettlementWire.read(record.value());
            Objects.requireNonNull(settled)
                    .put(settlement.taskId().value(), settlement.cause().version());
        }
    }
}

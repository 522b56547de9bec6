package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.StandingWire;
import io.taskledger.engine.StateStores;
import java.util.Objects;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Every creator's standing, as far as it was read: each instance holds all of creator.standing, as creators are partitioned
 * otherwise than tasks. It is read beside the commands, and may be behind.
 */
final class Standings {

    static final String STORE = "standings";

    private final KeyValueStore<Bytes, byte[]> store;

    Standings(ProcessingContext context) {
        this.store = context.getStateStore(STORE);
    }

    /** Null where nothing is known of it. */
    @Nullable
    CreatorStanding of(CreatorId creator) {
        byte[] value = store.get(Bytes.wrap(creator.value().getBytes(UTF_8)));
        return value == null ? null : StandingWire.read(value).standing();
    }

    static Topology addTo(Topology topology, StateStores stores) {
        return topology.addGlobalStore(
                stores.copyOfTopic(STORE),
                "standing",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topic.CREATOR_STANDING.topicName(),
                "keep-standing",
                Copy::new);
    }

    /** Kept as they came: so a copy that is restored from the topic is the same. */
    private static final class Copy implements Processor<byte[], byte[], Void, Void> {

        private @Nullable KeyValueStore<Bytes, byte[]> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            Objects.requireNonNull(store).put(Bytes.wrap(record.key()), record.value());
        }
    }
}

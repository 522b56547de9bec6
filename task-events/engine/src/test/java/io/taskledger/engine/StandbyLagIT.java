package io.taskledger.engine;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.broker.BrokerExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a copy lacks, by a real broker's ends of its changelog. */
final class StandbyLagIT {

    private static final int MANY = 300;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path directory;

    @BeforeAll
    static void one_partition() throws Exception {
        BROKER.create(List.of(new NewTopic("in", 1, (short) 1)));
    }

    @Test
    void copy_that_stands_still_falls_behind_with_every_record_until_it_takes_over() throws Exception {
        try (Instance one = instance("one");
                Instance two = instance("two")) {
            one.start();
            send(MANY);
            two.start();
            // Streams decides which of the two has the copy, by an id that each draws.
            Instance copy = await("a copy").atMost(PATIENCE).until(() -> one.hasCopy() ? one : two, Instance::hasCopy);
            await("it has all").atMost(PATIENCE).until(() -> copy.lacks() == 0);
            copy.streams.pause();
            // What it still takes before it pauses is less than all that is sent.
            await("it falls behind").atMost(PATIENCE).until(() -> {
                send(MANY);
                return copy.lacks() > 2 * MANY;
            });
            (copy.equals(one) ? two : one).leave();
            await("no copy any more: it takes over").atMost(PATIENCE).until(() -> copy.lacks() == 0);
        }
    }

    private Instance instance(String name) {
        StreamsBuilder builder = new StreamsBuilder();
        var unused = builder.table(
                "in",
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
                Materialized.<byte[], byte[]>as(Stores.inMemoryKeyValueStore("store"))
                        .withCachingDisabled());
        KafkaStreams streams = new KafkaStreams(
                builder.build(),
                new StreamsConfig(Map.of(
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                        BROKER.bootstrapServers(),
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        "copied",
                        StreamsConfig.STATE_DIR_CONFIG,
                        directory.resolve(name).toString(),
                        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                        1,
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        100)));
        MeterRegistry meters = new SimpleMeterRegistry();
        StandbyLag lag = new StandbyLag(meters);
        streams.setStandbyUpdateListener(lag);
        return new Instance(streams, meters, lag);
    }

    private static void send(int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer(null)) {
            for (int i = 0; i < records; i++) {
                var unused = producer.send(new ProducerRecord<>("in", new byte[] {(byte) i}, new byte[10]));
            }
        }
    }

    private record Instance(KafkaStreams streams, MeterRegistry meters, StandbyLag lag) implements AutoCloseable {

        void start() {
            streams.start();
            await("it runs").atMost(PATIENCE).until(() -> streams.state() == State.RUNNING);
        }

        boolean hasCopy() {
            return streams.metadataForLocalThreads().stream()
                    .anyMatch(thread -> !thread.standbyTasks().isEmpty());
        }

        double lacks() {
            lag.look(streams);
            return meters.get("taskledger.standby.lag.records").gauge().value();
        }

        /** So that the others need not wait until its session has ended. */
        void leave() {
            streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }

        @Override
        public void close() {
            streams.close();
        }
    }
}

package io.taskledger.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StandbyLag lag = new StandbyLag(meters);

    @TempDir
    Path directory;

    @BeforeAll
    static void one_partition() throws Exception {
        BROKER.create(List.of(new NewTopic("in", 1, (short) 1)));
    }

    @Test
    void copy_that_stands_still_falls_behind_with_every_record() throws Exception {
        try (KafkaStreams active = streams("active");
                KafkaStreams standby = streams("standby")) {
            standby.setStandbyUpdateListener(lag);
            start(active);
            send(MANY);
            start(standby);
            await("the copy is there")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !standby.allLocalStorePartitionLags().isEmpty());
            awaitLag(standby, 0);
            standby.pause();
            send(MANY);
            awaitLag(standby, MANY);
            send(MANY);
            awaitLag(standby, 2 * MANY);
        }
    }

    private KafkaStreams streams(String name) {
        StreamsBuilder builder = new StreamsBuilder();
        var unused = builder.table(
                "in",
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
                Materialized.<byte[], byte[]>as(Stores.inMemoryKeyValueStore("store"))
                        .withCachingDisabled());
        return new KafkaStreams(
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
    }

    private static void start(KafkaStreams streams) {
        streams.start();
        await("it runs").atMost(Duration.ofSeconds(60)).until(() -> streams.state() == State.RUNNING);
    }

    private static void send(int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer(null)) {
            for (int i = 0; i < records; i++) {
                var unused = producer.send(new ProducerRecord<>("in", new byte[] {(byte) i}, new byte[10]));
            }
        }
    }

    private void awaitLag(KafkaStreams streams, double expected) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            lag.look(streams);
            assertThat(meters.get("taskledger.standby.lag.records").gauge().value())
                    .isEqualTo(expected);
        });
    }
}

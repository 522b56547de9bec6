package io.taskledger.creator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.StandingEnvelope;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.contract.wire.CommandReading.Valid;
import io.taskledger.contract.wire.CreatorCommandWire;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.contract.wire.StandingWire;
import io.taskledger.creator.decision.Ladder;
import io.taskledger.engine.StateStores;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The creators' topology without a broker. Its one partition is number 0; the clock stands until it is moved. */
final class TopologyBench implements AutoCloseable {

    /** Where the clock stands at first. */
    static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private final MockProducer<byte[], byte[]> timer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;

    TopologyBench() {
        CreatorTopology service = new CreatorTopology(Ladder.DOUYIN_2022_01, timer, new SimpleMeterRegistry());
        Surroundings surroundings = new Surroundings(
                new TopicCheck(1, Map.of(Topic.CREATOR_COMMANDS, "commands-id", Topic.CREATOR_EVENTS, "events-id")),
                partition -> new LogEnd(Optional.empty(), Long.MAX_VALUE),
                new StateStores(StateStores.Kind.MEMORY, (short) 1));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "creators");
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        driver = new TopologyTestDriver(service.topology(new Topology(), surroundings), settings, T0);
        commands = driver.createInputTopic(
                Topic.CREATOR_COMMANDS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(CreatorCommandEnvelope command, Instant appendedAt) {
        send(Commands.key(command.creatorId().value()), CreatorCommandWire.write(command), appendedAt);
    }

    void send(byte @Nullable [] key, byte @Nullable [] value, Instant appendedAt) {
        commands.pipeInput(key, value, appendedAt);
    }

    void passes(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What the timer has sent since it was last asked. */
    List<CreatorCommandEnvelope> asked() {
        List<CreatorCommandEnvelope> sent = timer.history().stream()
                .map(record -> ((Valid<CreatorCommandEnvelope>) CreatorCommandWire.read(record.key(), record.value()))
                        .command())
                .toList();
        timer.clear();
        return sent;
    }

    /** All records that the topic got since it was last read. */
    List<TestRecord<byte[], byte[]>> read(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<CreatorEventEnvelope> events() {
        return values(Topic.CREATOR_EVENTS, CreatorEventWire::read);
    }

    List<StandingEnvelope> standings() {
        return values(Topic.CREATOR_STANDING, StandingWire::read);
    }

    List<CommandResult> results() {
        return values(Topic.CREATOR_RESULTS, ResultWire::read);
    }

    private <T> List<T> values(Topic topic, Function<byte[], T> reader) {
        return read(topic).stream().map(record -> reader.apply(record.value())).toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}

package io.taskledger.decider;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.StandingEnvelope;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.contract.wire.StandingWire;
import io.taskledger.decider.decision.Policies;
import io.taskledger.engine.StateStores;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The decider's topology without a broker. Its one partition is number 0; the clock stands until it is moved. */
final class TopologyBench implements AutoCloseable {

    /** Where the clock stands at first. */
    static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    static final String COMMANDS_ID = "topic-id-of-commands";

    static final String EVENTS_ID = "topic-id-of-events";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TimerProducer timer = new TimerProducer();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;
    private Instant now = T0;

    TopologyBench(int partitions) {
        this(partitions, Creators.OPEN);
    }

    TopologyBench(int partitions, Creators creators) {
        TaskTopology service = new TaskTopology(Policies.SHIPPED, creators, timer, meters);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "decider");
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        driver = new TopologyTestDriver(service.topology(new Topology(), surroundings(partitions)), settings, T0);
        commands = driver.createInputTopic(
                Topic.COMMANDS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Surroundings surroundings(int partitions) {
        return new Surroundings(
                new TopicCheck(partitions, Map.of(Topic.COMMANDS, COMMANDS_ID, Topic.EVENTS, EVENTS_ID)),
                partition -> new LogEnd(Optional.empty(), Long.MAX_VALUE),
                new StateStores(StateStores.Kind.MEMORY, (short) 1));
    }

    /** The creators' decider has published it, and we have read it. */
    void standing(CreatorStanding standing) {
        StandingEnvelope envelope = new StandingEnvelope(standing, T0, "event", Trace.NONE);
        driver.createInputTopic(
                        Topic.CREATOR_STANDING.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(Commands.key(standing.creatorId().value()), StandingWire.write(envelope));
    }

    void send(CommandEnvelope command, Instant appendedAt) {
        send(Commands.key(command.taskId().value()), CommandWire.write(command), appendedAt);
    }

    void send(byte @Nullable [] key, byte @Nullable [] value, Instant appendedAt) {
        commands.pipeInput(key, value, appendedAt);
    }

    void passes(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    Instant now() {
        return now;
    }

    /** What the timer has sent since it was last asked. */
    List<ProducerRecord<byte[], byte[]>> asked() {
        List<ProducerRecord<byte[], byte[]>> sent = List.copyOf(timer.history());
        timer.clear();
        return sent;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    /** All records that the topic got since it was last read. */
    List<TestRecord<byte[], byte[]>> read(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<EventEnvelope> events() {
        return read(Topic.EVENTS).stream()
                .map(record -> EventWire.read(record.value()))
                .toList();
    }

    List<CommandResult> results() {
        return read(Topic.RESULTS).stream()
                .map(record -> ResultWire.read(record.value()))
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }

    /** No broker takes what the timer sends, or it does again. */
    void brokerIsAway(boolean away) {
        timer.away = away;
    }

    /** How often the timer has tried in vain. */
    int triedInVain() {
        return timer.triedInVain;
    }

    /** Kafka's own, which can be away: as the real one, it says so by a future that has failed. */
    private static final class TimerProducer extends MockProducer<byte[], byte[]> {
        private boolean away;
        private int triedInVain;

        TimerProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            if (away) {
                triedInVain++;
                return CompletableFuture.failedFuture(new TimeoutException("no broker"));
            }
            return super.send(record, callback);
        }
    }
}

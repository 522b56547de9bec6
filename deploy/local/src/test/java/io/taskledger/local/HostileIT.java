package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.local.Stack.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Input that nobody should send, straight into Kafka: each record is answered or set aside exactly once, no task changes, and
 * the service goes on. 5,000 records; another number and seed by -Dtaskledger.hostile=N and -Dtaskledger.seed=S.
 */
final class HostileIT {

    private static final int RECORDS = Integer.getInteger("taskledger.hostile", 5_000);
    private static final long SEED = Long.getLong("taskledger.seed", 20_261_123);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path data;

    private static Stack stack = FreeStack.in(Path.of("unused"));

    /** How often each record, by topic, partition and offset, was answered and set aside. */
    private static final Map<String, Integer> ANSWERS = new HashMap<>();

    private static final Map<String, Integer> LETTERS = new HashMap<>();
    private static final Set<String> SENT = new HashSet<>();

    /** The broker refused them: they are nowhere. */
    private static int tooLarge;

    private static long eventsBefore;

    @BeforeAll
    static void hostile_records_are_sent_to_tasks_at_work() throws Exception {
        stack = FreeStack.in(data);
        stack.startBroker();
        stack.start(Service.DECIDER);
        stack.awaitReady(Service.DECIDER);
        List<String> victims = new ArrayList<>();
        try (Client client = new Client(stack.bootstrapServers())) {
            for (int i = 0; i < 20; i++) {
                victims.add("victim-" + i);
                var unused = new Play(client, "victim-" + i).accepted();
            }
        }
        eventsBefore = eventsOfVictims();
        send(victims);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            count();
            return SENT.stream().allMatch(record -> ANSWERS.containsKey(record) || LETTERS.containsKey(record));
        });
    }

    private static void send(List<String> victims) throws Exception {
        HostileRecords hostile = new HostileRecords(SEED, victims);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all", "max.request.size", 1024 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(hostile.next(i)));
            }
            for (Future<RecordMetadata> one : sent) {
                try {
                    RecordMetadata there = one.get();
                    SENT.add(place(there.partition(), there.offset()));
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(RecordTooLargeException.class);
                    tooLarge++;
                }
            }
        }
    }

    /** By where the command stood: an answer's id is made of it, a dead letter names it. */
    private static void count() {
        ANSWERS.clear();
        LETTERS.clear();
        Map<String, String> byId = SENT.stream().collect(Collectors.toMap(HostileIT::resultId, place -> place));
        for (ConsumerRecord<byte[], byte[]> record : TopicContents.read(stack.bootstrapServers(), Topic.RESULTS)) {
            CommandResult result = ResultWire.read(record.value());
            String place = byId.get(result.id());
            if (place != null) {
                assertThat(result.outcome()).as(place).isEqualTo(CommandResult.Outcome.REJECTED);
                ANSWERS.merge(place, 1, Integer::sum);
            }
        }
        for (ConsumerRecord<byte[], byte[]> record : TopicContents.read(stack.bootstrapServers(), Topic.DEAD_LETTERS)) {
            String place =
                    header(record, "taskledger-origin-partition") + "/" + header(record, "taskledger-origin-offset");
            LETTERS.merge(place, 1, Integer::sum);
        }
    }

    private static long eventsOfVictims() {
        return TopicContents.read(stack.bootstrapServers(), Topic.EVENTS).stream()
                .filter(record -> !new String(record.key(), UTF_8).equals("good"))
                .count();
    }

    private static String place(int partition, long offset) {
        return partition + "/" + offset;
    }

    private static String resultId(String place) {
        return NamedIds.of(Topic.COMMANDS.topicName() + "/" + place);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void each_is_answered_or_set_aside_and_never_twice() {
        assertThat(SENT).hasSize(RECORDS - tooLarge);
        assertThat(ANSWERS.values()).containsOnly(1);
        assertThat(LETTERS.values()).containsOnly(1);
        assertThat(LETTERS.keySet()).isSubsetOf(SENT);
    }

    @Test
    void both_ways_out_were_taken() {
        assertThat(ANSWERS.size()).isGreaterThan(RECORDS / 4);
        assertThat(LETTERS.size()).isGreaterThan(RECORDS / 10);
    }

    @Test
    void no_task_has_changed() {
        assertThat(eventsOfVictims()).isEqualTo(eventsBefore).isPositive();
    }

    @Test
    void the_next_good_command_goes_through_at_once() throws Exception {
        try (Client client = new Client(stack.bootstrapServers())) {
            long sentAt = System.nanoTime();
            var unused = new Play(client, "good").accepted();
            assertThat(Duration.ofNanos(System.nanoTime() - sentAt)).isLessThan(Duration.ofSeconds(5));
        }
    }
}

package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.ResultWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Hostile records on one topic of commands, and what has become of each. */
final class Onslaught {

    /**
     * So many records, and then a good command to each partition, which is waited for: or a good command would wait for all
     * that was sent before it, however quickly each was dealt with.
     */
    private static final int AT_ONCE = 1_000;

    private final String bootstrapServers;
    private final Topic commands;
    private final Topic results;
    private final Topic deadLetters;

    /** How often each record, by partition and offset, was answered and set aside. */
    private final Map<String, Integer> answers = new HashMap<>();

    private final Map<String, Integer> letters = new HashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final Set<String> types = new TreeSet<>();

    /** How many bytes those had that the broker refused: they are nowhere. */
    private final List<Integer> tooLarge = new ArrayList<>();

    private int tried;

    private record Sending(Future<RecordMetadata> there, int bytes) {}

    private Onslaught(String bootstrapServers, Topic commands, Topic results, Topic deadLetters) {
        this.bootstrapServers = bootstrapServers;
        this.commands = commands;
        this.results = results;
        this.deadLetters = deadLetters;
    }

    static Onslaught onTasks(String bootstrapServers) {
        return new Onslaught(bootstrapServers, Topic.COMMANDS, Topic.RESULTS, Topic.DEAD_LETTERS);
    }

    static Onslaught onCreators(String bootstrapServers) {
        return new Onslaught(
                bootstrapServers, Topic.CREATOR_COMMANDS, Topic.CREATOR_RESULTS, Topic.CREATOR_DEAD_LETTERS);
    }

    void send(HostileRecords hostile, int records, Probes probes) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.request.size",
                1024 * 1024,
                // What is under way behind a record that is refused would be refused, too, and sent again.
                "max.in.flight.requests.per.connection",
                1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            while (tried < records) {
                send(producer, hostile, Math.min(AT_ONCE, records - tried));
                probes.ask();
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, HostileRecords hostile, int records)
            throws InterruptedException {
        List<Sending> all = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            ProducerRecord<byte[], byte[]> record = hostile.next(tried++);
            all.add(new Sending(producer.send(record), record.value() == null ? 0 : record.value().length));
        }
        for (Sending one : all) {
            try {
                RecordMetadata there = one.there().get();
                sent.add(there.partition() + "/" + there.offset());
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(RecordTooLargeException.class);
                tooLarge.add(one.bytes());
            }
        }
    }

    /** Counts anew, by where each stood: an answer's id is made of it, a dead letter names it. */
    boolean isDealtWith() {
        answers.clear();
        letters.clear();
        Map<String, String> byId = sent.stream().collect(Collectors.toMap(this::resultId, place -> place));
        for (ConsumerRecord<byte[], byte[]> record : TopicContents.read(bootstrapServers, results)) {
            CommandResult result = ResultWire.read(record.value());
            String place = byId.get(result.id());
            if (place != null) {
                assertThat(result.outcome()).as(place).isEqualTo(CommandResult.Outcome.REJECTED);
                answers.merge(place, 1, Integer::sum);
                types.add(String.valueOf(result.commandType()));
            }
        }
        for (ConsumerRecord<byte[], byte[]> record : TopicContents.read(bootstrapServers, deadLetters)) {
            String place =
                    header(record, "taskledger-origin-partition") + "/" + header(record, "taskledger-origin-offset");
            letters.merge(place, 1, Integer::sum);
        }
        return sent.stream().allMatch(record -> answers.containsKey(record) || letters.containsKey(record));
    }

    private String resultId(String place) {
        return NamedIds.of(commands.topicName() + "/" + place);
    }

    /** The one header of that name. */
    private static String header(ConsumerRecord<?, ?> record, String name) {
        assertThat(record.headers().headers(name)).hasSize(1);
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    Map<String, Integer> answers() {
        return answers;
    }

    Map<String, Integer> letters() {
        return letters;
    }

    Set<String> sent() {
        return sent;
    }

    /** Of commands that were answered. */
    Set<String> types() {
        return types;
    }

    List<Integer> tooLarge() {
        return tooLarge;
    }

    int tried() {
        return tried;
    }
}

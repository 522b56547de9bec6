package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.NamedIds;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for what is due. It decides nothing: it sends commands into the log like everybody, and the log's clock decides. So
 * it may be late, early or twice (D09). It writes outside the loop's transaction, which a crash would leave open, holding up
 * our own input.
 */
final class Timer<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    /** What was asked for and has not come true is asked for again after so long, doubling … */
    private static final long FIRST_RETRY_MS = 30_000;

    /** … up to this. */
    private static final long LAST_RETRY_MS = 600_000;

    /** Looked at in one round; the loop has other work. The next round goes on with what is still due. */
    private static final int MAX_PER_ROUND = 2_000;

    private final Aggregate<S, ?, ?> aggregate;
    private final States<S> states;
    private final int partition;
    private final Producer<byte[], byte[]> producer;
    private final Counter sent;

    /** What was sent and is still due. In memory only: after a restart the same is asked again, under the same ids. */
    private Map<Bytes, Asked> asked = new HashMap<>();

    /** Of the pass over all that is due which is under way; what is not seen in a whole pass is forgotten. */
    private Map<Bytes, Asked> seen = new HashMap<>();

    private Bytes resumeAt = Due.bound(-1);

    /** Of what was there when we last looked, nothing is due before this, in ms. */
    private long quietUntilMs = Long.MIN_VALUE;

    private record Asked(int attempt, long againAtMs) {}

    Timer(PartitionState<S> state, Producer<byte[], byte[]> producer, MeterRegistry meters) {
        this.aggregate = state.aggregate();
        this.states = state.states();
        this.partition = state.partition();
        this.producer = producer;
        this.sent = Counter.builder("taskledger.deadlines.asked")
                .description("Commands that the timer sent; worry when it grows while deadlines overdue do not shrink")
                .register(meters);
    }

    /**
     * One round: everything due by our clock that was not asked for lately. It ends early where the broker takes nothing. The
     * store is looked at only when something may be due: a look passes over every deadline that was deleted since RocksDB
     * last compacted, which took a sixteenth of all time.
     */
    void ask(long nowMs) {
        if (nowMs < Math.min(quietUntilMs, states.earliestAddedMs())) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> due = states.deadlines().range(resumeAt, Due.bound(nowMs))) {
            for (int looked = 0; due.hasNext() && looked < MAX_PER_ROUND; looked++) {
                Bytes key = due.next().key;
                if (!seen.containsKey(key) && !askIfTime(key, nowMs)) {
                    return;
                }
                resumeAt = key;
            }
            if (!due.hasNext()) {
                resumeAt = Due.bound(-1);
                asked = seen;
                seen = new HashMap<>();
                quietUntilMs = asked.isEmpty() ? states.nextDueMs(nowMs) : Long.MIN_VALUE;
            }
        }
    }

    private boolean askIfTime(Bytes key, long nowMs) {
        Asked before = asked.get(key);
        if (before != null && before.againAtMs > nowMs) {
            seen.put(key, before);
            return true;
        }
        int attempt = before == null ? 0 : before.attempt + 1;
        if (!send(Due.of(key), attempt, nowMs)) {
            return false;
        }
        seen.put(key, new Asked(attempt, nowMs + retryMs(attempt)));
        return true;
    }

    private static long retryMs(int attempt) {
        return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS << Math.min(attempt, 10));
    }

    /** False where the producer could not even take it: each further one would hold up the loop as long. */
    private boolean send(Due due, int attempt, long nowMs) {
        String name = aggregate.asks(due).shortName();
        CommandId id =
                new CommandId(NamedIds.of("timer/" + due.subject() + "/" + name + "/" + due.dueAtMs() + "/" + attempt));
        byte[] key = due.subject().getBytes(UTF_8);
        byte[] command = aggregate.ask(due, id, Instant.ofEpochMilli(nowMs));
        Future<RecordMetadata> sending = producer.send(
                new ProducerRecord<>(aggregate.commands().topicName(), partition, key, command),
                (metadata, failure) -> {
                    if (failure != null) {
                        LOG.warn("The timer could not ask for {} of {}; it asks again", name, due.subject(), failure);
                    }
                });
        boolean taken = !sending.isDone() || sending.state() != Future.State.FAILED;
        if (taken) {
            sent.increment();
        }
        return taken;
    }
}

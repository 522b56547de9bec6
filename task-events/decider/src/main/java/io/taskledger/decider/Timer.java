package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.Actor;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.decider.TaskStore.Due;
import io.taskledger.decider.decision.Deadline;
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
final class Timer {

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    private static final String SOURCE = "/taskledger/timer";

    /** What was asked for and has not come true is asked for again after so long, doubling … */
    private static final long FIRST_RETRY_MS = 30_000;

    /** … up to this. */
    private static final long LAST_RETRY_MS = 600_000;

    /** Looked at in one round; the loop has other work. The next round goes on with what is still due. */
    private static final int MAX_PER_ROUND = 2_000;

    private final TaskStore tasks;
    private final Producer<byte[], byte[]> producer;
    private final int partition;
    private final Counter sent;

    /** What was sent and is still due. In memory only: after a restart the same is asked again, under the same ids. */
    private Map<Bytes, Asked> asked = new HashMap<>();

    /** Of the pass over all that is due which is under way; what is not seen in a whole pass is forgotten. */
    private Map<Bytes, Asked> seen = new HashMap<>();

    private Bytes resumeAt = Due.bound(-1);

    /** Of what was there when we last looked, nothing is due before this, in ms. */
    private long quietUntilMs = Long.MIN_VALUE;

    private record Asked(int attempt, long againAtMs) {}

    Timer(TaskStore tasks, Producer<byte[], byte[]> producer, int partition, MeterRegistry meters) {
        this.tasks = tasks;
        this.producer = producer;
        this.partition = partition;
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
        if (nowMs < Math.min(quietUntilMs, tasks.earliestAddedMs())) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> due = tasks.deadlines().range(resumeAt, Due.bound(nowMs))) {
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
                quietUntilMs = asked.isEmpty() ? tasks.nextDueMs(nowMs) : Long.MIN_VALUE;
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
        Instant dueAt = Instant.ofEpochMilli(due.dueAtMs());
        String name = "timer/" + due.taskId() + "/" + due.asks().shortName() + "/" + due.dueAtMs() + "/" + attempt;
        CommandEnvelope command = new CommandEnvelope(
                new CommandId(NamedIds.of(name)),
                SOURCE,
                new TaskId(due.taskId()),
                Timestamps.format(Instant.ofEpochMilli(nowMs)),
                Trace.NONE,
                Actor.CLOCK,
                Channel.SYSTEM,
                null,
                new Deadline(due.asks(), dueAt).command());
        byte[] key = due.taskId().getBytes(UTF_8);
        Future<RecordMetadata> sending = producer.send(
                new ProducerRecord<>(Topic.COMMANDS.topicName(), partition, key, CommandWire.write(command)),
                (metadata, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "The timer could not ask for {} of task {}; it asks again",
                                due.asks(),
                                due.taskId(),
                                failure);
                    }
                });
        boolean taken = !sending.isDone() || sending.state() != Future.State.FAILED;
        if (taken) {
            sent.increment();
        }
        return taken;
    }
}

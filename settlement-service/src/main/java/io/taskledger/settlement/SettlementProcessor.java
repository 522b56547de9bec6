package io.taskledger.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.SettlementWire;
import io.taskledger.engine.CloudEventRecord;
import io.taskledger.engine.LostState;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import io.taskledger.settlement.policy.SettlementPolicy;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Settles every task once. That it is settled is kept for ever and commits together with the settlement, so that no replay
 * settles it again.
 */
final class SettlementProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final Surroundings surroundings;
    private final SettlementMeters meters;

    private @Nullable Partition partition;

    private record Partition(ProcessorContext<byte[], byte[]> context, Settled settled, long inputEnd) {}

    SettlementProcessor(Surroundings surroundings, SettlementMeters meters) {
        this.surroundings = surroundings;
        this.meters = meters;
    }

    /** Throws {@link LostState} where the log holds a settlement that we do not know of. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Settled settled = new Settled(context, surroundings);
        LogEnd end = surroundings.ends().of(context.taskId().partition());
        end.lastOutput().ifPresent(last -> requireKnown(last, settled));
        partition = new Partition(context, settled, end.inputEnd());
    }

    private static void requireKnown(ConsumerRecord<byte[], byte[]> last, Settled settled) {
        if (settled.by(SettlementWire.read(last.value()).taskId().value()) == 0) {
            throw LostState.ofRecord(last);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long began = surroundings.spans().begin();
        if (!EventWire.readType(record.value()).isTerminal()) {
            return;
        }
        Partition here = Objects.requireNonNull(partition, "init comes first");
        EventEnvelope event = EventWire.read(record.value());
        requireInPlace(here, record, event);
        String taskId = event.taskId().value();
        long settledBy = here.settled.by(taskId);
        if (settledBy == event.version()) {
            meters.replayed();
            return;
        }
        if (settledBy != 0) {
            throw new IllegalStateException("Task " + taskId + " ended at version " + settledBy
                    + " and again at version " + event.version() + ": the log contradicts itself");
        }
        Settlement settlement = SettlementPolicy.settle(event);
        here.settled.put(taskId, event.version());
        here.context.forward(CloudEventRecord.of(record.key(), SettlementWire.write(settlement), settlement.time()));
        meters.settled(settlement);
        RecordMetadata origin = here.context.recordMetadata().orElseThrow();
        meters.took(record.timestamp(), here.context.currentSystemTimeMs(), origin.offset() < here.inputEnd);
        tell(origin, settlement, began);
    }

    /** Told when it is settled, not when it is committed: what an aborted transaction settles again is told again. */
    private void tell(RecordMetadata origin, Settlement settlement, long began) {
        Span span = surroundings
                .spans()
                .ofRecord(
                        settlement.trace().traceparent(),
                        began,
                        "settle",
                        origin.topic(),
                        origin.partition(),
                        origin.offset());
        if (span != null) {
            span.setAttribute("taskledger.task.id", settlement.taskId().value())
                    .setAttribute(
                            "taskledger.settlement.type", settlement.type().name())
                    .setAttribute("taskledger.rule", settlement.quote().rule().name())
                    .end();
        }
    }

    /** A task on two partitions would have two states, and two settlements. */
    private void requireInPlace(Partition here, Record<byte[], byte[]> record, EventEnvelope event) {
        int is = here.context.taskId().partition();
        byte[] key = event.taskId().value().getBytes(UTF_8);
        boolean inPlace = Arrays.equals(key, record.key())
                && KeyPartition.of(key, surroundings.topics().partitions()) == is;
        if (!inPlace) {
            throw new IllegalStateException("Event " + event.id() + " of task "
                    + event.taskId().value() + " is not where its key belongs, but on partition " + is);
        }
    }
}

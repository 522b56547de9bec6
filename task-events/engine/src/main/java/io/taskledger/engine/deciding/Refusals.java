package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandHead;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Why records never come to a decision: by what they say, or where they are. */
final class Refusals {

    private Refusals() {}

    static <C extends CommandHead> Invalid<C> wrongPartition(C command, int partition) {
        return new Invalid<>(
                command.id().value(),
                command.type(),
                null,
                command.trace(),
                RejectionCode.WRONG_PARTITION,
                "The record is on partition " + partition
                        + ", where its key does not belong. Hash keys with murmur2, as Java's producer does: set"
                        + " partitioner=murmur2_random (librdkafka), DefaultPartitioner (KafkaJS) or"
                        + " compatibilityPartitioner (@platformatic/kafka).");
    }

    static Refusal of(Invalid<?> invalid, Record<byte[], byte[]> record, RecordMetadata origin) {
        return refusal(
                record,
                origin,
                invalid.trace(),
                invalid.commandId(),
                invalid.commandType().typeName(),
                invalid.code(),
                invalid.message());
    }

    /** Where its id could be read. */
    static Refusal of(
            Unreadable<?> unreadable, Record<byte[], byte[]> record, RecordMetadata origin, Topic deadLetters) {
        return refusal(
                record,
                origin,
                Trace.NONE,
                String.valueOf(unreadable.commandId()),
                unreadable.commandType(),
                RejectionCode.INVALID_COMMAND,
                unreadable.cause() + ": " + unreadable.message() + ". The record is in " + deadLetters.topicName()
                        + ".");
    }

    private static Refusal refusal(
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            Trace trace,
            String commandId,
            @Nullable String commandType,
            RejectionCode code,
            String message) {
        return new Refusal(
                resultId(origin),
                new String(record.key(), UTF_8),
                Instant.ofEpochMilli(record.timestamp()),
                trace,
                commandId,
                commandType,
                code,
                message);
    }

    static String resultId(RecordMetadata origin) {
        return NamedIds.result(origin.topic(), origin.partition(), origin.offset());
    }
}

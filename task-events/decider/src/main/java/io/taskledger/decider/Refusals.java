package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import io.taskledger.decider.decision.TaskState;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Answers to records that never came to a decision, by what they say or where they are. */
final class Refusals {

    private Refusals() {}

    static Invalid wrongPartition(CommandEnvelope command, int partition) {
        return new Invalid(
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

    static CommandResult of(Invalid invalid, Record<byte[], byte[]> record, RecordMetadata origin, TaskState state) {
        return refusal(
                record,
                origin,
                state,
                invalid.trace(),
                invalid.commandId(),
                invalid.commandType().typeName(),
                invalid.code(),
                invalid.message());
    }

    /** Where its id could be read. */
    static CommandResult of(
            Unreadable unreadable, Record<byte[], byte[]> record, RecordMetadata origin, TaskState state) {
        return refusal(
                record,
                origin,
                state,
                Trace.NONE,
                String.valueOf(unreadable.commandId()),
                unreadable.commandType(),
                RejectionCode.INVALID_COMMAND,
                unreadable.cause() + ": " + unreadable.message() + ". The record is in "
                        + Topic.DEAD_LETTERS.topicName() + ".");
    }

    private static CommandResult refusal(
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            TaskState state,
            Trace trace,
            String commandId,
            @Nullable String commandType,
            RejectionCode code,
            String message) {
        return new CommandResult(
                resultId(origin),
                new String(record.key(), UTF_8),
                Instant.ofEpochMilli(record.timestamp()),
                trace,
                commandId,
                commandType,
                CommandResult.Outcome.REJECTED,
                false,
                code,
                message,
                state.version(),
                state.task().currentStatus(),
                AllowedCommands.of(state.task().situation()),
                null,
                List.of());
    }

    static String resultId(RecordMetadata origin) {
        return NamedIds.result(origin.topic(), origin.partition(), origin.offset());
    }
}

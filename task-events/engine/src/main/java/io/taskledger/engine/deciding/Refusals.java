package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Answers to records that never came to a decision, by what they say or where they are. */
record Refusals<S>(Aggregate<S, ?, ?> aggregate) {

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

    CommandResult of(Invalid<?> invalid, Record<byte[], byte[]> record, RecordMetadata origin, S state) {
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
    CommandResult of(Unreadable<?> unreadable, Record<byte[], byte[]> record, RecordMetadata origin, S state) {
        return refusal(
                record,
                origin,
                state,
                Trace.NONE,
                String.valueOf(unreadable.commandId()),
                unreadable.commandType(),
                RejectionCode.INVALID_COMMAND,
                unreadable.cause() + ": " + unreadable.message() + ". The record is in "
                        + aggregate.deadLetters().topicName() + ".");
    }

    private CommandResult refusal(
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            S state,
            Trace trace,
            String commandId,
            @Nullable String commandType,
            RejectionCode code,
            String message) {
        String subject = new String(record.key(), UTF_8);
        return new CommandResult(
                resultId(origin),
                subject,
                Instant.ofEpochMilli(record.timestamp()),
                trace,
                commandId,
                commandType,
                CommandResult.Outcome.REJECTED,
                false,
                code,
                message,
                aggregate.form().version(state),
                aggregate.status(state),
                aggregate.allowedCommands(state),
                null,
                List.of(),
                aggregate.standing(subject, state),
                null);
    }

    static String resultId(RecordMetadata origin) {
        return NamedIds.result(origin.topic(), origin.partition(), origin.offset());
    }
}

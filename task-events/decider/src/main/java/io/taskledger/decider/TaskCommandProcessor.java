package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Notification;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CommandHash;
import io.taskledger.contract.wire.CommandReading;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import io.taskledger.contract.wire.CommandReading.Valid;
import io.taskledger.contract.wire.CommandWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.NotificationWire;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.decider.decision.Notifications;
import io.taskledger.decider.decision.Outcome;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.Received;
import io.taskledger.decider.decision.Task;
import io.taskledger.decider.decision.TaskDecider;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.engine.LostState;
import io.taskledger.engine.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The single writer of task events: what it stores and what it forwards commit together, or not at all. */
final class TaskCommandProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** How often the timer looks. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final byte[] CLOUD_EVENT = "application/cloudevents+json".getBytes(UTF_8);

    private final Surroundings surroundings;
    private final Policies policies;
    private final Producer<byte[], byte[]> timerProducer;
    private final DeciderMeters meters;

    private @Nullable Partition partition;

    /** What belongs to one partition while we have it; made anew by {@link #init}, so that nothing of it can be stale. */
    private record Partition(ProcessorContext<byte[], byte[]> context, TaskStore tasks, DecidedUpTo decided) {}

    TaskCommandProcessor(
            Surroundings surroundings,
            Policies policies,
            Producer<byte[], byte[]> timerProducer,
            DeciderMeters meters) {
        this.surroundings = surroundings;
        this.policies = policies;
        this.timerProducer = timerProducer;
        this.meters = meters;
    }

    /** Also after an aborted transaction and a rebalance. Throws {@link LostState} where the log knows more than we do. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        int number = context.taskId().partition();
        TaskStore tasks = new TaskStore(context, policies);
        String topicId = surroundings.topics().ids().getOrDefault(Topic.COMMANDS, "?");
        surroundings.tail().lastCommitted(number).ifPresent(last -> requireKnown(last, tasks));
        partition = new Partition(
                context, tasks, new DecidedUpTo(context.getStateStore(DecidedUpTo.STORE), topicId, number));
        Timer timer = new Timer(tasks, timerProducer, number, meters.registry());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, timer::ask);
        meters.deadlines(number, tasks.deadlines());
    }

    private static void requireKnown(ConsumerRecord<byte[], byte[]> last, TaskStore tasks) {
        EventEnvelope event = EventWire.read(last.value());
        if (tasks.get(event.taskId().value()).version() < event.version()) {
            throw new LostState(last);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Partition here = Objects.requireNonNull(partition, "init comes first");
        RecordMetadata origin = here.context.recordMetadata().orElseThrow();
        if (here.decided.covers(origin.offset())) {
            meters.skipped();
            return;
        }
        CommandReading reading = CommandWire.read(record.key(), record.value());
        switch (reading) {
            case Unreadable unreadable -> setAside(here, record, origin, unreadable);
            case Invalid invalid -> refuse(here, record, origin, invalid);
            case Valid valid -> {
                if (belongsHere(record.key(), origin.partition())) {
                    decide(here, record, origin, valid.command());
                } else {
                    refuse(here, record, origin, wrongPartition(valid.command(), origin.partition()));
                }
            }
        }
        here.decided.advance(origin.offset());
    }

    private boolean belongsHere(byte[] key, int partition) {
        return KeyPartition.of(key, surroundings.topics().partitions()) == partition;
    }

    private void decide(Partition here, Record<byte[], byte[]> record, RecordMetadata origin, CommandEnvelope command) {
        String taskId = command.taskId().value();
        TaskState before = here.tasks.get(taskId);
        Received received = new Received(
                command,
                CommandHash.of(command),
                Instant.ofEpochMilli(record.timestamp()),
                here.decided.position(origin.offset()),
                resultId(origin));
        Outcome outcome = TaskDecider.decide(before, received, policies);
        if (outcome.changed()) {
            here.tasks.put(taskId, before, outcome.state());
        }
        Task task = before.task();
        for (EventEnvelope event : outcome.events()) {
            forward(here, record.key(), EventWire.write(event), event.time(), TaskTopology.EVENTS);
            for (Notification notification : Notifications.of(task, event)) {
                byte[] value = NotificationWire.write(notification);
                forward(here, record.key(), value, event.time(), TaskTopology.NOTIFICATIONS);
            }
            task = Task.evolve(task, event.event(), event.time());
        }
        answer(here, record.key(), command.type(), outcome.result());
        meters.changed(before.task().currentStatus(), outcome.state().task().currentStatus());
    }

    /** Refused for what it says: nothing is remembered of it, and it expires nothing. */
    private void refuse(Partition here, Record<byte[], byte[]> record, RecordMetadata origin, Invalid invalid) {
        TaskId taskId = invalid.taskId();
        TaskState state = taskId != null && belongsHere(record.key(), origin.partition())
                ? here.tasks.get(taskId.value())
                : TaskState.NONE;
        CommandResult result = refusal(
                record,
                origin,
                state,
                invalid.trace(),
                invalid.commandId(),
                invalid.commandType(),
                invalid.code(),
                invalid.message());
        answer(here, record.key(), null, result);
    }

    private Invalid wrongPartition(CommandEnvelope command, int partition) {
        return new Invalid(
                command.id().value(),
                command.type().typeName(),
                null,
                command.trace(),
                RejectionCode.WRONG_PARTITION,
                "The record is on partition " + partition
                        + ", where its key does not belong. Hash keys with murmur2, as Java's producer does: set"
                        + " partitioner=murmur2_random (librdkafka), DefaultPartitioner (KafkaJS) or"
                        + " compatibilityPartitioner (@platformatic/kafka).");
    }

    /** Cannot be read: kept as it came, and answered where it says by whom and on what. */
    private void setAside(Partition here, Record<byte[], byte[]> record, RecordMetadata origin, Unreadable unreadable) {
        here.context.forward(DeadLetter.of(record, origin, unreadable), TaskTopology.DEAD_LETTERS);
        meters.deadLetter(unreadable.cause());
        if (unreadable.commandId() != null) {
            String message = unreadable.cause() + ": " + unreadable.message() + ". The record is in "
                    + Topic.DEAD_LETTERS.topicName() + ".";
            CommandResult result = refusal(
                    record,
                    origin,
                    TaskState.NONE,
                    Trace.NONE,
                    unreadable.commandId(),
                    unreadable.commandType(),
                    RejectionCode.INVALID_COMMAND,
                    message);
            answer(here, record.key(), null, result);
        }
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

    private static String resultId(RecordMetadata origin) {
        return NamedIds.result(origin.topic(), origin.partition(), origin.offset());
    }

    private void answer(Partition here, byte[] key, @Nullable CommandType type, CommandResult result) {
        forward(here, key, ResultWire.write(result), result.time(), TaskTopology.RESULTS);
        meters.answered(type, result);
    }

    private static void forward(Partition here, byte[] key, byte[] value, Instant time, String sink) {
        Headers headers = new RecordHeaders();
        headers.add("content-type", CLOUD_EVENT);
        here.context.forward(new Record<>(key, value, time.toEpochMilli(), headers), sink);
    }
}

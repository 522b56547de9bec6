package io.taskledger.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.Notification;
import io.taskledger.contract.topics.KeyPartition;
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
import io.taskledger.engine.CloudEventRecord;
import io.taskledger.engine.LostState;
import io.taskledger.engine.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
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

    private final Surroundings surroundings;
    private final Policies policies;
    private final Producer<byte[], byte[]> timerProducer;
    private final DeciderMeters meters;

    private @Nullable Partition partition;

    /** What belongs to one partition while we have it; made anew by {@link #init}. */
    private record Partition(ProcessorContext<byte[], byte[]> context, PartitionState state) {
        void forward(byte[] key, byte[] value, Instant time, String sink) {
            context.forward(CloudEventRecord.of(key, value, time), sink);
        }
    }

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

    /** Also after an aborted transaction and a rebalance. Throws {@link LostState} where state and logs disagree. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        PartitionState state = PartitionState.of(context, surroundings, policies);
        state.require(surroundings.ends());
        partition = new Partition(context, state);
        Timer timer = new Timer(state.tasks(), timerProducer, state.partition(), meters.registry());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, timer::ask);
        meters.deadlines(state.partition(), state.tasks().deadlines());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Partition here = Objects.requireNonNull(partition, "init comes first");
        RecordMetadata origin = here.context.recordMetadata().orElseThrow();
        if (here.state.decided().covers(origin.offset())) {
            meters.skipped();
            return;
        }
        here.state.mark().set();
        CommandReading reading = CommandWire.read(record.key(), record.value());
        switch (reading) {
            case Unreadable unreadable -> setAside(here, record, origin, unreadable);
            case Invalid invalid -> refuse(here, record, origin, invalid);
            case Valid valid -> {
                if (belongsHere(record.key(), origin.partition())) {
                    decide(here, record, origin, valid.command());
                } else {
                    refuse(here, record, origin, Refusals.wrongPartition(valid.command(), origin.partition()));
                }
            }
        }
        here.state.decided().advance(origin.offset());
    }

    private boolean belongsHere(byte[] key, int partition) {
        return KeyPartition.of(key, surroundings.topics().partitions()) == partition;
    }

    private void decide(Partition here, Record<byte[], byte[]> record, RecordMetadata origin, CommandEnvelope command) {
        String taskId = command.taskId().value();
        TaskState before = here.state.tasks().get(taskId);
        Received received = new Received(
                command,
                CommandHash.of(command),
                Instant.ofEpochMilli(record.timestamp()),
                here.state.decided().position(origin.offset()),
                Refusals.resultId(origin));
        Outcome outcome = TaskDecider.decide(before, received, policies);
        if (outcome.changed()) {
            here.state.tasks().put(taskId, before, outcome.state());
        }
        Task task = before.task();
        for (EventEnvelope event : outcome.events()) {
            here.forward(record.key(), EventWire.write(event), event.time(), TaskTopology.EVENTS);
            for (Notification notification : Notifications.of(task, event)) {
                byte[] value = NotificationWire.write(notification);
                here.forward(record.key(), value, event.time(), TaskTopology.NOTIFICATIONS);
            }
            task = Task.evolve(task, event.event(), event.time());
        }
        answer(here, record.key(), command.type(), outcome.result());
        meters.changed(before.task().currentStatus(), outcome.state().task().currentStatus());
    }

    /** Refused for what it says: nothing is remembered of it, and it expires nothing. */
    private void refuse(Partition here, Record<byte[], byte[]> record, RecordMetadata origin, Invalid invalid) {
        TaskState state = invalid.taskId() == null ? TaskState.NONE : stateOf(here, record.key());
        answer(here, record.key(), invalid.commandType(), Refusals.of(invalid, record, origin, state));
    }

    /** Cannot be read: kept as it came, and answered where it says by whom and on what. */
    private void setAside(Partition here, Record<byte[], byte[]> record, RecordMetadata origin, Unreadable unreadable) {
        here.context.forward(DeadLetter.of(record, origin, unreadable), TaskTopology.DEAD_LETTERS);
        meters.deadLetter(unreadable.cause());
        if (unreadable.commandId() != null) {
            TaskState state = stateOf(here, record.key());
            answer(here, record.key(), null, Refusals.of(unreadable, record, origin, state));
        }
    }

    /** What the key names, where it is the key of a task, and here. */
    private TaskState stateOf(Partition here, byte[] key) {
        String taskId = new String(key, UTF_8);
        return Identifier.isValid(taskId) && belongsHere(key, here.state.partition())
                ? here.state.tasks().get(taskId)
                : TaskState.NONE;
    }

    private void answer(Partition here, byte[] key, @Nullable CommandType type, CommandResult result) {
        here.forward(key, ResultWire.write(result), result.time(), TaskTopology.RESULTS);
        meters.answered(type, result);
    }
}

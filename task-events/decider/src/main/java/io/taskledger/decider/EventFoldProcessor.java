package io.taskledger.decider;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.TaskState;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Loads the state from the log. What it has folded already, when it goes on after a stop, it passes over. */
final class EventFoldProcessor implements Processor<byte[], byte[], Void, Void> {

    private final Policies policies;
    private final String commandsTopicId;

    private @Nullable TaskStore tasks;
    private @Nullable DecidedUpTo decided;

    EventFoldProcessor(Policies policies, String commandsTopicId) {
        this.policies = policies;
        this.commandsTopicId = commandsTopicId;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        tasks = new TaskStore(context, policies);
        decided = new DecidedUpTo(
                context.getStateStore(DecidedUpTo.STORE),
                commandsTopicId,
                context.taskId().partition());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        EventEnvelope event = EventWire.read(record.value());
        TaskStore store = Objects.requireNonNull(tasks);
        TaskState before = store.get(event.taskId().value());
        if (event.version() > before.version()) {
            store.put(event.taskId().value(), before, before.apply(event));
        }
        Objects.requireNonNull(decided).learn(event);
    }
}

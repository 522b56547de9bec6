package io.taskledger.decider;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.engine.Surroundings;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Loads the state from the log. What it has folded already, when it goes on after a stop, it passes over. */
final class EventFoldProcessor implements Processor<byte[], byte[], Void, Void> {

    private final Surroundings surroundings;
    private final Policies policies;

    private @Nullable PartitionState state;

    EventFoldProcessor(Surroundings surroundings, Policies policies) {
        this.surroundings = surroundings;
        this.policies = policies;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        state = PartitionState.of(context, surroundings, policies);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        EventEnvelope event = EventWire.read(record.value());
        PartitionState here = Objects.requireNonNull(state);
        here.mark().set();
        TaskState before = here.tasks().get(event.taskId().value());
        if (event.version() > before.version()) {
            here.tasks().put(event.taskId().value(), before, before.apply(event));
        }
        here.decided().learn(event);
    }
}

package io.taskledger.engine.deciding;

import io.taskledger.contract.EventHead;
import io.taskledger.engine.Surroundings;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Loads the state from the log. What it has folded already, when it goes on after a stop, it passes over. */
public final class EventFoldProcessor<S, E extends EventHead> implements Processor<byte[], byte[], Void, Void> {

    private final Surroundings surroundings;
    private final Aggregate<S, ?, E> aggregate;

    private @Nullable PartitionState<S> state;

    public EventFoldProcessor(Surroundings surroundings, Aggregate<S, ?, E> aggregate) {
        this.surroundings = surroundings;
        this.aggregate = aggregate;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        state = PartitionState.of(context, surroundings, aggregate);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        E event = aggregate.event(record.value());
        PartitionState<S> here = Objects.requireNonNull(state);
        here.mark().set();
        String subject = event.subject().value();
        S before = here.states().get(subject);
        if (event.version() > aggregate.form().version(before)) {
            here.states().put(subject, before, aggregate.apply(before, event));
        }
        here.decided().learn(event.commandPosition());
    }
}

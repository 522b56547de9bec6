package io.taskledger.engine.deciding;

import io.taskledger.engine.Surroundings;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Loads the state from the log. What it has folded already, when it goes on after a stop, it passes over. */
public final class EventFoldProcessor<S> implements Processor<byte[], byte[], Void, Void> {

    private final Surroundings surroundings;
    private final Aggregate<S, ?> aggregate;

    private @Nullable PartitionState<S> state;

    public EventFoldProcessor(Surroundings surroundings, Aggregate<S, ?> aggregate) {
        this.surroundings = surroundings;
        this.aggregate = aggregate;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        state = PartitionState.of(context, surroundings, aggregate);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Happened<S> event = aggregate.event(record.value());
        PartitionState<S> here = Objects.requireNonNull(state);
        here.mark().set();
        S before = here.states().get(event.subject());
        if (event.version() > aggregate.form().version(before)) {
            here.states().put(event.subject(), before, event.after(before));
        }
        here.decided().learn(event.commandPosition());
    }
}

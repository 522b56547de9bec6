package io.taskledger.engine.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import io.taskledger.contract.wire.CommandReading.Valid;
import io.taskledger.contract.wire.ResultWire;
import io.taskledger.decision.Received;
import io.taskledger.engine.CloudEventRecord;
import io.taskledger.engine.LostState;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.deciding.Decided.Output;
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

/** The single writer of an aggregate's events: what it stores and what it forwards commit together, or not at all. */
public final class CommandProcessor<S, C extends CommandHead> implements Processor<byte[], byte[], byte[], byte[]> {

    /** The sink of answers. */
    public static final String RESULTS = "results";

    /** The sink of what cannot be read. */
    public static final String DEAD_LETTERS = "dead-letters";

    /** How often the timer looks. */
    private static final Duration TICK = Duration.ofMillis(250);

    private final Surroundings surroundings;
    private final Aggregate<S, C, ?> aggregate;
    private final Producer<byte[], byte[]> timerProducer;
    private final DeciderMeters meters;
    private final Refusals<S> refusals;

    private @Nullable Partition<S, C> partition;

    /** When the record in hand came into it, where that is told. */
    private long began;

    /** What belongs to one partition while we have it; made anew by {@link #init}. */
    private record Partition<S, C extends CommandHead>(
            ProcessorContext<byte[], byte[]> context, PartitionState<S> state, Judge<S, C> judge, long inputEnd) {
        void forward(byte[] key, byte[] value, Instant time, String sink) {
            context.forward(CloudEventRecord.of(key, value, time), sink);
        }
    }

    public CommandProcessor(
            Surroundings surroundings,
            Aggregate<S, C, ?> aggregate,
            Producer<byte[], byte[]> timerProducer,
            DeciderMeters meters) {
        this.surroundings = surroundings;
        this.aggregate = aggregate;
        this.timerProducer = timerProducer;
        this.meters = meters;
        this.refusals = new Refusals<>(aggregate);
    }

    /** Also after an aborted transaction and a rebalance. Throws {@link LostState} where state and logs disagree. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        PartitionState<S> state = PartitionState.of(context, surroundings, aggregate);
        long inputEnd = state.require(surroundings.ends());
        partition = new Partition<>(context, state, aggregate.judge(context), inputEnd);
        Timer<S> timer = new Timer<>(state, timerProducer, meters.registry());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, timer::ask);
        meters.deadlines(state.partition(), state.states().deadlines());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        began = surroundings.spans().begin();
        Partition<S, C> here = Objects.requireNonNull(partition, "init comes first");
        RecordMetadata origin = here.context.recordMetadata().orElseThrow();
        if (here.state.decided().covers(origin.offset())) {
            meters.skipped();
            return;
        }
        here.state.mark().set();
        switch (aggregate.read(record.key(), record.value())) {
            case Unreadable<C> unreadable -> setAside(here, record, origin, unreadable);
            case Invalid<C> invalid -> refuse(here, record, origin, invalid);
            case Valid<C> valid -> {
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

    private void decide(Partition<S, C> here, Record<byte[], byte[]> record, RecordMetadata origin, C command) {
        String subject = command.subject().value();
        S before = here.state.states().get(subject);
        Received<C> received = new Received<>(
                command,
                aggregate.hash(command),
                Instant.ofEpochMilli(record.timestamp()),
                here.state.decided().position(origin.offset()),
                Refusals.resultId(origin));
        Decided<S> decided = here.judge.decide(before, received);
        if (decided.changed()) {
            here.state.states().put(subject, before, decided.state());
        }
        for (Output output : decided.outputs()) {
            here.forward(record.key(), output.value, output.time, output.sink);
        }
        answer(here, record.key(), origin, command.type(), decided.result());
        meters.decided(record.timestamp(), here.context.currentSystemTimeMs(), origin.offset() < here.inputEnd);
        meters.changed(aggregate.status(before), aggregate.status(decided.state()));
    }

    /** Refused for what it says or where it stands: nothing is remembered of it, and it expires nothing. */
    private void refuse(
            Partition<S, C> here, Record<byte[], byte[]> record, RecordMetadata origin, Invalid<C> invalid) {
        S state = invalid.subject() == null ? aggregate.form().none() : stateOf(here, record.key());
        answer(here, record.key(), origin, invalid.commandType(), refusals.of(invalid, record, origin, state));
    }

    /** Cannot be read: kept as it came, and answered where it says by whom and on what. */
    private void setAside(
            Partition<S, C> here, Record<byte[], byte[]> record, RecordMetadata origin, Unreadable<C> unreadable) {
        here.context.forward(DeadLetter.of(record, origin, unreadable), DEAD_LETTERS);
        meters.deadLetter(unreadable.cause());
        if (unreadable.commandId() != null) {
            S state = stateOf(here, record.key());
            answer(here, record.key(), origin, null, refusals.of(unreadable, record, origin, state));
        }
    }

    /** What the key names, where it can be a name, and here. */
    private S stateOf(Partition<S, C> here, byte[] key) {
        String subject = new String(key, UTF_8);
        return Identifier.isValid(subject) && belongsHere(key, here.state.partition())
                ? here.state.states().get(subject)
                : aggregate.form().none();
    }

    private void answer(
            Partition<S, C> here, byte[] key, RecordMetadata origin, @Nullable CommandName type, CommandResult result) {
        here.forward(key, ResultWire.write(result), result.time(), RESULTS);
        meters.answered(type, result);
        if (type != null) {
            tell(origin, type, result);
        }
    }

    /** Told when it is decided, not when it is committed: what an aborted transaction decides again is told again. */
    private void tell(RecordMetadata origin, CommandName type, CommandResult result) {
        Span span = surroundings
                .spans()
                .ofRecord(
                        result.trace().traceparent(),
                        began,
                        type.shortName(),
                        origin.topic(),
                        origin.partition(),
                        origin.offset());
        if (span == null) {
            return;
        }
        span.setAttribute("taskledger." + meters.what() + ".id", result.subject())
                .setAttribute("taskledger.outcome", result.outcome().name())
                .setAttribute("taskledger.replayed", result.replayed());
        if (result.code() != null) {
            span.setAttribute("taskledger.code", result.code().name());
        }
        span.end();
    }
}

package io.taskledger.engine.deciding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.StatusName;
import io.taskledger.contract.wire.CommandReading;
import io.taskledger.watch.Latency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of the decider. Counted when decided: what an aborted transaction decides again is counted again.
 */
public final class DeciderMeters {

    private final String what;
    private final MeterRegistry meters;
    private final Map<Integer, KeyValueStore<Bytes, byte[]>> deadlines = new ConcurrentHashMap<>();

    // Looking one up in the registry costs more than counting.
    private final Map<CommandReading.Cause, Counter> deadLetters = new EnumMap<>(CommandReading.Cause.class);
    private final Counter skipped;
    private final Latency latency;
    private final Map<Answered, Counter> answered = new ConcurrentHashMap<>();
    private final Map<Change, Counter> changes = new ConcurrentHashMap<>();

    private record Answered(
            @Nullable CommandName type,
            CommandResult.Outcome outcome,
            @Nullable RejectionCode code,
            boolean replayed) {}

    private record Change(
            @Nullable StatusName before, @Nullable StatusName after) {}

    /**
     * Those of one aggregate.
     *
     * @param what one of them is called
     */
    public DeciderMeters(String what, MeterRegistry meters) {
        this.what = what;
        this.meters = meters;
        // From the beginning, so that the first one is seen to be more than none.
        for (CommandReading.Cause cause : CommandReading.Cause.values()) {
            deadLetters.put(cause, deadLetters(cause));
        }
        this.skipped = Counter.builder("taskledger.commands.skipped")
                .description(
                        "Records at or below the highest decided offset; worry when it grows without a reset of offsets")
                .register(meters);
        this.latency = new Latency(
                meters,
                "taskledger.command.to.event",
                "From a command's append until it is decided; readable within commit.interval.ms more. Worry when fewer"
                        + " than 99 % take less than 150 ms");
    }

    /** What one of them is called. */
    String what() {
        return what;
    }

    MeterRegistry registry() {
        return meters;
    }

    void answered(@Nullable CommandName type, CommandResult result) {
        answered.computeIfAbsent(new Answered(type, result.outcome(), result.code(), result.replayed()), this::counter)
                .increment();
    }

    private Counter counter(Answered answer) {
        return Counter.builder("taskledger.commands")
                .description("Commands answered; worry when one code of refusals grows faster than the accepted ones")
                .tags(Tags.of(
                        "type",
                        answer.type == null ? "UNREADABLE" : answer.type.name(),
                        "outcome",
                        answer.outcome.name(),
                        "code",
                        answer.code == null ? "NONE" : answer.code.name(),
                        "replayed",
                        Boolean.toString(answer.replayed)))
                .register(meters);
    }

    void changed(@Nullable StatusName before, @Nullable StatusName after) {
        if (before != after) {
            changes.computeIfAbsent(new Change(before, after), this::change).increment();
        }
    }

    private Counter change(Change change) {
        return Counter.builder("taskledger." + what + ".changes")
                .description("Changes of status; worry when nothing moves in working hours")
                .tags(Tags.of("from", name(change.before), "to", name(change.after)))
                .register(meters);
    }

    void deadLetter(CommandReading.Cause cause) {
        Objects.requireNonNull(deadLetters.get(cause)).increment();
    }

    private Counter deadLetters(CommandReading.Cause cause) {
        return Counter.builder("taskledger.dead.letters")
                .description("Records that were no command; worry about every one: somebody waits for an answer")
                .tags(Tags.of("cause", cause.name()))
                .register(meters);
    }

    void skipped() {
        skipped.increment();
    }

    /** See {@link Latency#done}. */
    void decided(long appendedMs, long nowMs, boolean replay) {
        latency.done(appendedMs, nowMs, replay);
    }

    /** A partition that comes back has a new store, and its gauge must not go on reading the closed one. */
    void deadlines(int partition, KeyValueStore<Bytes, byte[]> store) {
        deadlines.put(partition, store);
        Gauge.builder("taskledger.deadlines.waiting", deadlines, all -> entries(all.get(partition)))
                .description("Deadlines not yet over, about; worry when it only grows")
                .tags(Tags.of("of", what, "partition", Integer.toString(partition)))
                .register(meters);
    }

    private static double entries(@Nullable KeyValueStore<Bytes, byte[]> store) {
        return store != null && store.isOpen() ? store.approximateNumEntries() : 0;
    }

    private static String name(@Nullable StatusName status) {
        return status == null ? "NONE" : status.name();
    }
}

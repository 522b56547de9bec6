package io.taskledger.simulation;

import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Many histories, on all cores. */
public final class Histories {

    /** Between two looks at what was found, and two words on how far we are. */
    private static final int BATCH = 1_000;

    private final Set<Fault> faults;

    /** Played on a Kafka with these faults. */
    public Histories(Set<Fault> faults) {
        this.faults = faults.isEmpty() ? Set.of() : EnumSet.copyOf(faults);
    }

    /** By the name of one fault; null for none. */
    public static Histories with(@Nullable String fault) {
        return new Histories(fault == null ? Set.of() : EnumSet.of(Fault.valueOf(fault)));
    }

    /**
     * The first seed of a history that fails, if one of so many does.
     *
     * @param progress is told how many are played
     */
    public OptionalLong firstFailing(long firstSeed, long count, LongConsumer progress) {
        for (long done = 0; done < count; done += BATCH) {
            long from = firstSeed + done;
            OptionalLong failing = LongStream.range(from, from + Math.min(BATCH, count - done))
                    .parallel()
                    .filter(seed -> new History(seed, faults).fails())
                    .findFirst();
            if (failing.isPresent()) {
                return failing;
            }
            progress.accept(Math.min(done + BATCH, count));
        }
        return OptionalLong.empty();
    }

    /** What happens in a failing history, with no more steps than it takes. */
    public String report(long seed) {
        return new History(seed, faults).shrunk().report();
    }
}

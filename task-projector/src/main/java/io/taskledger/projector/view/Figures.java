package io.taskledger.projector.view;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Quote;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskEvent.VideoUploaded;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a creator's tasks of one kind have come to (F04). Each event adds its part, and parts may be added in any order: a
 * creator's tasks are on all partitions.
 *
 * @param counts what is not there is 0
 * @param income what tasks have brought to the creator's side, whoever was paid, by currency in its minor unit; more than a
 *               long may hold
 */
public record Figures(Map<Count, Long> counts, Map<String, BigInteger> income) {

    public static final Figures NONE = new Figures(Map.of(), Map.of());

    private static final long FULL_BP = 10_000;

    /** What is counted. */
    public enum Count {
        ACCEPTED,
        /** Of the accepted ones, those with an upload. */
        UPLOADED,
        COMPLETED,
        /** Cancelled once accepted, by whose doing it was (D27); otherwise: the platform's, or both sides'. */
        CANCELLED_BY_CREATOR,
        CANCELLED_BY_CLIENT,
        CANCELLED_OTHERWISE,
        /** Invitations that the creator declined, and those that it let pass (R13). */
        DECLINED,
        EXPIRED
    }

    /** The part of one event of a task that stood so before. */
    static Figures of(TaskView before, EventEnvelope event) {
        return switch (event.event()) {
            case TaskAccepted e -> one(Count.ACCEPTED);
            case VideoUploaded e -> before.firstUploadAt() == null ? one(Count.UPLOADED) : NONE;
            case TaskCompleted e -> ended(Count.COMPLETED, e.quote());
            case TaskCancelled e -> before.acceptedAt() == null ? notAccepted(before, e) : cancelled(e);
            case TaskPublished e -> NONE;
            case ProductionStarted e -> NONE;
            case CancellationRequested e -> NONE;
            case CancellationReminded e -> NONE;
            case CancellationEscalated e -> NONE;
            case CancellationRefused e -> NONE;
            case CancellationWithdrawn e -> NONE;
            case CancellationResumed e -> NONE;
        };
    }

    private static Figures notAccepted(TaskView before, TaskCancelled e) {
        if (e.cause() == Cause.DECLINED) {
            return one(Count.DECLINED);
        }
        return e.cause() == Cause.ACCEPTANCE_TIMEOUT && before.invited() ? one(Count.EXPIRED) : NONE;
    }

    private static Figures cancelled(TaskCancelled e) {
        Count by = switch (e.attributableTo()) {
            case CREATOR -> Count.CANCELLED_BY_CREATOR;
            case CLIENT -> Count.CANCELLED_BY_CLIENT;
            case PLATFORM, MUTUAL -> Count.CANCELLED_OTHERWISE;
        };
        return ended(by, e.quote());
    }

    private static Figures ended(Count count, Quote quote) {
        if (quote.toCreatorMinor() == 0) {
            return one(count);
        }
        String currency = quote.total().currency().getCurrencyCode();
        return new Figures(Map.of(count, 1L), Map.of(currency, BigInteger.valueOf(quote.toCreatorMinor())));
    }

    private static Figures one(Count count) {
        return new Figures(Map.of(count, 1L), Map.of());
    }

    Figures plus(Figures more) {
        return new Figures(sum(counts, more.counts, Long::sum), sum(income, more.income, BigInteger::add));
    }

    private static <K extends Comparable<K>, V> Map<K, V> sum(Map<K, V> some, Map<K, V> more, BinaryOperator<V> plus) {
        Map<K, V> sum = new TreeMap<>(some);
        more.forEach((key, value) -> sum.merge(key, value, plus));
        return sum;
    }

    public long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** How many of the accepted tasks that are over were completed, in basis points, rounded down; null while none is. */
    public @Nullable Long completionRateBp() {
        long completed = count(Count.COMPLETED);
        long over = completed
                + count(Count.CANCELLED_BY_CREATOR)
                + count(Count.CANCELLED_BY_CLIENT)
                + count(Count.CANCELLED_OTHERWISE);
        return over == 0 ? null : completed * FULL_BP / over;
    }
}

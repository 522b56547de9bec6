package io.taskledger.contract;

import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what once a task has ended: exactly one for each, all legs in it (D20). A consumer deduplicates on its id for
 * ever.
 *
 * @param quote          the amounts, as the terminal event holds them
 * @param payeeId        null where nobody had accepted
 * @param legs           debits = credits = the amount; none is zero
 * @param attributableTo null when completed
 * @param businessDate   the date of {@code time} in {@link #BOOKS}
 */
public record Settlement(
        Type type,
        TaskId taskId,
        Instant time,
        Trace trace,
        Cause cause,
        ClientId clientId,
        @Nullable PayeeId payeeId,
        Quote quote,
        List<Leg> legs,
        Inputs inputs,
        @Nullable Attribution attributableTo,
        LocalDate businessDate,
        Text explanation) {

    /** Where a day begins for the books (D25): a business date is one of its dates. */
    public static final ZoneId BOOKS = ZoneId.of("Asia/Shanghai");

    /** Compensation: a part of a cancelled task. Payout: a completed one. Nothing: a cancelled one at rate 0. */
    public enum Type {
        COMPENSATION_DUE("taskledger.CompensationDue.v1"),
        PAYOUT_DUE("taskledger.PayoutDue.v1"),
        NOTHING_DUE("taskledger.NothingDue.v1");

        private final String typeName;

        Type(String typeName) {
            this.typeName = typeName;
        }

        /** The CloudEvents {@code type}. */
        public String typeName() {
            return typeName;
        }
    }

    /** The terminal event that it settles. */
    public record Cause(String eventId, EventType eventType, long version) {}

    /**
     * What the amounts follow from.
     *
     * @param endedBy the event's cause, or COMPLETED
     */
    public record Inputs(
            String endedBy, @Nullable Basis basis, @Nullable Stage stage, int uploads) {}

    /** One side of the booking, more than 0 minor units. */
    public record Leg(Account account, String party, Direction direction, long amountMinor) {
        public Leg {
            if (amountMinor < 1) {
                throw new IllegalArgumentException("a leg holds 1 minor unit or more, but was " + amountMinor);
            }
        }
    }

    /** Where money is held or owed. */
    public enum Account {
        CLIENT_HOLD,
        CREATOR_PAYABLE,
        CLIENT_REFUND
    }

    /** The side of a booking. */
    public enum Direction {
        DEBIT,
        CREDIT
    }

    public Settlement {
        legs = List.copyOf(legs);
        long debits = sum(legs, Direction.DEBIT);
        long credits = sum(legs, Direction.CREDIT);
        if (debits != quote.total().amountMinor() || credits != debits) {
            throw new IllegalArgumentException("legs do not balance: " + debits + " debited and " + credits
                    + " credited of " + quote.total().amountMinor());
        }
    }

    /** Follows from the task alone: it survives replay, rebuild and redeployment. */
    public String id() {
        return NamedIds.settlement(taskId);
    }

    private static long sum(List<Leg> legs, Direction direction) {
        return legs.stream()
                .filter(leg -> leg.direction() == direction)
                .mapToLong(Leg::amountMinor)
                .reduce(0, Math::addExact);
    }
}

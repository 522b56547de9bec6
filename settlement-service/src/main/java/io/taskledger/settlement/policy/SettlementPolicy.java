package io.taskledger.settlement.policy;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Account;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Inputs;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps a terminal event to its settlement. It decides no amounts, the event holds them (D24); it checks that they add up.
 */
public final class SettlementPolicy {

    private SettlementPolicy() {}

    /**
     * Pure: the same event gives the same settlement, with the same id. Throws {@link DoesNotAddUp} where the event
     * contradicts itself or the rules, and {@link IllegalArgumentException} where it ends nothing.
     */
    public static Settlement settle(EventEnvelope event) {
        return switch (event.event()) {
            case TaskCancelled e -> {
                EventCheck.cancelled(event, e);
                Settlement.Type type =
                        e.quote().toCreatorMinor() > 0 ? Settlement.Type.COMPENSATION_DUE : Settlement.Type.NOTHING_DUE;
                Inputs inputs = new Inputs(e.cause().name(), e.basis(), e.stage(), e.uploads());
                yield settlement(event, type, e.clientId(), e.payeeId(), e.quote(), inputs, e.attributableTo());
            }
            case TaskCompleted e -> {
                EventCheck.completed(event, e);
                Inputs inputs = new Inputs("COMPLETED", null, null, e.uploads());
                yield settlement(event, Settlement.Type.PAYOUT_DUE, e.clientId(), e.payeeId(), e.quote(), inputs, null);
            }
            default -> throw new IllegalArgumentException(event.type() + " ends no task");
        };
    }

    private static Settlement settlement(
            EventEnvelope event,
            Settlement.Type type,
            ClientId clientId,
            @Nullable PayeeId payeeId,
            Quote quote,
            Inputs inputs,
            @Nullable Attribution attributableTo) {
        return new Settlement(
                type,
                event.taskId(),
                event.time(),
                event.trace(),
                new Settlement.Cause(event.id(), event.type(), event.version()),
                clientId,
                payeeId,
                quote,
                legs(clientId, payeeId, quote),
                inputs,
                attributableTo,
                LocalDate.ofInstant(event.time(), Settlement.BOOKS),
                Explanation.of(quote, inputs));
    }

    /** The client's held amount is let go, to the payee and back to the client; no leg is zero. */
    private static List<Leg> legs(ClientId clientId, @Nullable PayeeId payeeId, Quote quote) {
        List<Leg> legs = new ArrayList<>(3);
        legs.add(new Leg(
                Account.CLIENT_HOLD,
                clientId.value(),
                Direction.DEBIT,
                quote.total().amountMinor()));
        if (quote.toCreatorMinor() > 0 && payeeId != null) {
            legs.add(new Leg(Account.CREATOR_PAYABLE, payeeId.value(), Direction.CREDIT, quote.toCreatorMinor()));
        }
        if (quote.toClientMinor() > 0) {
            legs.add(new Leg(Account.CLIENT_REFUND, clientId.value(), Direction.CREDIT, quote.toClientMinor()));
        }
        return legs;
    }
}

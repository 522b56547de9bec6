package io.taskledger.settlement.policy;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does an event add up? A second look, by other means than those that made it. */
final class EventCheck {

    private EventCheck() {}

    static void completed(EventEnvelope event, TaskCompleted completed) {
        amounts(event, completed.quote(), completed.payeeId());
        require(event, completed.quote().rule() == Rule.COMPLETED, "a completed task is settled by rule COMPLETED");
        require(event, completed.quote().rateBp() == Quote.FULL_BP, "a completed task earns all of its amount");
        require(event, completed.uploads() > 0, "nothing was uploaded, so nothing could be completed");
    }

    static void cancelled(EventEnvelope event, TaskCancelled cancelled) {
        Quote quote = cancelled.quote();
        amounts(event, quote, cancelled.payeeId());
        require(
                event,
                grounds(cancelled.cause()).contains(cancelled.basis()),
                "basis " + cancelled.basis() + " does not go with cause " + cancelled.cause());
        Rule rule = rule(cancelled);
        require(event, quote.rule() == rule, "its rule is " + quote.rule() + ", where its inputs call for " + rule);
        require(
                event,
                !quote.rule().owesNothing() || quote.rateBp() == 0,
                "rule " + quote.rule() + " owes nothing, but the rate is " + quote.rateBp() + " bp");
        require(
                event,
                (cancelled.stage() == Stage.UPLOADED) == (cancelled.uploads() > 0),
                "stage " + cancelled.stage() + " does not go with " + cancelled.uploads() + " uploads");
        boolean accepted = cancelled.basis() != Basis.IMMEDIATE;
        require(
                event,
                accepted == (cancelled.stage() != null) && accepted == (cancelled.payeeId() != null),
                "stage and payee are there exactly where the task was accepted");
        Attribution attribution = attribution(cancelled);
        require(
                event,
                cancelled.attributableTo() == attribution,
                "whose doing is " + cancelled.attributableTo() + ", where its inputs call for " + attribution);
    }

    /** An end before acceptance owes nothing: one that is called so later would cost the creator the share. */
    private static Set<Basis> grounds(Cause cause) {
        return switch (cause) {
            case CLIENT -> EnumSet.of(Basis.CONFIRMED, Basis.CROSS_REQUEST, Basis.DEEMED, Basis.RESOLVED);
            case CREATOR -> EnumSet.complementOf(EnumSet.of(Basis.IMMEDIATE));
            case PLATFORM -> EnumSet.of(Basis.RESOLVED);
            case ACCEPTANCE_TIMEOUT, WITHDRAWN, DECLINED -> EnumSet.of(Basis.IMMEDIATE);
        };
    }

    private static Attribution attribution(TaskCancelled cancelled) {
        if (cancelled.basis() == Basis.CROSS_REQUEST) {
            return Attribution.MUTUAL;
        }
        return switch (cancelled.cause()) {
            case CLIENT, WITHDRAWN -> Attribution.CLIENT;
            case CREATOR, DECLINED -> Attribution.CREATOR;
            case PLATFORM, ACCEPTANCE_TIMEOUT -> Attribution.PLATFORM;
        };
    }

    private static Rule rule(TaskCancelled cancelled) {
        if (cancelled.basis() == Basis.RESOLVED) {
            return Rule.D06;
        }
        if (cancelled.basis() == Basis.DROPPED) {
            return Rule.C01;
        }
        return switch (cancelled.cause()) {
            case CLIENT -> clientRule(cancelled.stage());
            case CREATOR -> Rule.R11;
            case ACCEPTANCE_TIMEOUT -> Rule.R13;
            case WITHDRAWN, DECLINED -> Rule.D02;
            case PLATFORM -> Rule.D06;
        };
    }

    private static Rule clientRule(@Nullable Stage stage) {
        return switch (stage) {
            case UPLOADED -> Rule.R10;
            case STARTED -> Rule.D01;
            case NOT_STARTED -> Rule.R09;
            case null -> Rule.D02;
        };
    }

    /** Both shares add up to the amount, and the creator's is its rate rounded half up (D10). */
    private static void amounts(EventEnvelope event, Quote quote, @Nullable PayeeId payeeId) {
        long amountMinor = quote.total().amountMinor();
        require(event, amountMinor > 0, "the amount is 0");
        long share = BigDecimal.valueOf(amountMinor)
                .multiply(BigDecimal.valueOf(quote.rateBp()))
                .divide(BigDecimal.valueOf(Quote.FULL_BP), 0, RoundingMode.HALF_UP)
                .longValueExact();
        require(
                event,
                quote.toCreatorMinor() == share,
                "the creator's share is " + quote.toCreatorMinor() + ", but " + quote.rateBp() + " bp of " + amountMinor
                        + " are " + share);
        require(
                event,
                Math.addExact(quote.toCreatorMinor(), quote.toClientMinor()) == amountMinor,
                "the shares do not add up to " + amountMinor);
        require(
                event,
                quote.toCreatorMinor() == 0 || payeeId != null,
                quote.toCreatorMinor() + " are due, but to nobody");
    }

    private static void require(EventEnvelope event, boolean holds, String why) {
        if (!holds) {
            throw new DoesNotAddUp(event, why);
        }
    }
}

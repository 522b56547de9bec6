package io.taskledger.decider.decision;

import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskEvent.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The terms of one version of the guide, as data. Pinned to a task when it is published; a version that a task may be
 * pinned to is never changed, a new one is added (D24).
 *
 * @param acceptWithin  a task not accepted by then is cancelled (R13)
 * @param confirmWithin how long the counterparty has to answer a request (D04)
 * @param reminders     when it is reminded, counted from the request, ascending and before {@code confirmWithin}
 * @param onSilence     what follows when it has not answered by then
 * @param clientRates   what a cancellation by the client gives, by how far production was
 * @param creatorRate   what a cancellation by the creator gives at any stage (R11, D15)
 * @param minRateBp     the least that an operator may give, in basis points (D06)
 * @param maxRateBp     the most that an operator may give, in basis points (D06)
 */
public record CancellationPolicy(
        PolicyRef ref,
        Duration acceptWithin,
        Duration confirmWithin,
        List<Duration> reminders,
        OnSilence onSilence,
        Map<Stage, Rate> clientRates,
        Rate creatorRate,
        int minRateBp,
        int maxRateBp) {

    /** What silence means. */
    public enum OnSilence {
        /** It is not consent: an operator's turn. */
        ESCALATE,
        /** It is consent. */
        DEEM
    }

    /**
     * A part of the task amount for the creator, and the rule that says so.
     *
     * @param bp basis points, 0 … 10000
     */
    public record Rate(int bp, Rule rule) {
        public Rate {
            if (bp < 0 || bp > Quote.FULL_BP || (rule.owesNothing() && bp != 0)) {
                throw new IllegalArgumentException(
                        "rule " + rule + " cannot give " + bp
                                + " bp; a rule that owes something else gets a name of its own in Rule, and its words in Explanation");
            }
        }
    }

    public CancellationPolicy {
        reminders = List.copyOf(reminders);
        clientRates = Map.copyOf(clientRates);
        if (clientRates.size() != Stage.values().length) {
            throw new IllegalArgumentException("a policy has a rate for every stage, but has " + clientRates);
        }
    }

    /** What a cancellation asked for by that side would settle at (section 4 of the guide's rules). */
    Quote quote(Money amount, Side requester, Stage stage) {
        Rate rate = switch (requester) {
            case CLIENT -> Objects.requireNonNull(clientRates.get(stage));
            case CREATOR -> creatorRate;
        };
        return Quote.of(amount, rate.bp(), rate.rule(), ref);
    }

    /** The first reminder after that instant, if one is left. */
    Optional<Instant> nextReminder(Instant requestedAt, Instant after) {
        return reminders.stream()
                .map(requestedAt::plus)
                .filter(due -> due.isAfter(after))
                .findFirst();
    }
}

package io.taskledger.settlement.policy;

import static io.taskledger.contract.TaskEvent.Attribution.CLIENT;
import static io.taskledger.contract.TaskEvent.Attribution.CREATOR;
import static io.taskledger.contract.TaskEvent.Attribution.MUTUAL;
import static io.taskledger.contract.TaskEvent.Attribution.PLATFORM;
import static io.taskledger.contract.TaskEvent.Basis.CONFIRMED;
import static io.taskledger.contract.TaskEvent.Basis.CROSS_REQUEST;
import static io.taskledger.contract.TaskEvent.Basis.DEEMED;
import static io.taskledger.contract.TaskEvent.Basis.DROPPED;
import static io.taskledger.contract.TaskEvent.Basis.IMMEDIATE;
import static io.taskledger.contract.TaskEvent.Basis.RESOLVED;
import static io.taskledger.contract.TaskEvent.Stage.NOT_STARTED;
import static io.taskledger.contract.TaskEvent.Stage.STARTED;
import static io.taskledger.contract.TaskEvent.Stage.UPLOADED;
import static io.taskledger.settlement.policy.LastEvent.cancelled;
import static io.taskledger.settlement.policy.LastEvent.completed;
import static io.taskledger.settlement.policy.LastEvent.quote;
import static io.taskledger.settlement.policy.LastEvent.unaccepted;
import static io.taskledger.settlement.policy.Settling.given;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EventCheckTest {

    private static final Quote HALF = quote(Rule.R10, 5_000, 10_001);
    private static final Quote ALL = quote(Rule.COMPLETED, 10_000, 10_001);

    static Stream<Arguments> completedButWrong() {
        return Stream.of(
                arguments(completed(HALF), "settled by rule COMPLETED"),
                arguments(completed(quote(Rule.COMPLETED, 9_999, 10_001)), "earns all of its amount"),
                arguments(completed(ALL).with(uploaded(0)), "nothing was uploaded"),
                arguments(completed(quote(Rule.COMPLETED, 10_000, 0)), "the amount is 0"));
    }

    static Stream<Arguments> wrongAmounts() {
        return Stream.of(
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, split(HALF, 5_000)),
                        "the creator's share is 5000, but 5000 bp of 10001 are 5001"),
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, split(HALF, 10_001)),
                        "the creator's share is 10001, but"),
                arguments(
                        cancelled(Cause.CREATOR, CONFIRMED, UPLOADED, 1, quote(Rule.R11, 5_000, 10_001)),
                        "rule R11 owes nothing, but the rate is 5000 bp"),
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, HALF).payee(null),
                        "5001 are due, but to nobody"),
                arguments(unaccepted(Cause.DECLINED, CREATOR, quote(Rule.D02, 0, 0)), "the amount is 0"));
    }

    static Stream<Arguments> ruleOfOtherInputs() {
        return Stream.of(
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 1, quote(Rule.R09, 0, 10_001)),
                        "its rule is R09, where its inputs call for R10"),
                arguments(cancelled(Cause.CLIENT, CONFIRMED, STARTED, 0, HALF), "inputs call for D01"),
                arguments(cancelled(Cause.CLIENT, DEEMED, NOT_STARTED, 0, HALF), "inputs call for R09"),
                arguments(cancelled(Cause.CREATOR, CONFIRMED, UPLOADED, 1, HALF), "inputs call for R11"),
                arguments(cancelled(Cause.CREATOR, DROPPED, UPLOADED, 1, HALF), "inputs call for C01"),
                arguments(cancelled(Cause.CLIENT, RESOLVED, UPLOADED, 1, HALF), "inputs call for D06"),
                arguments(
                        unaccepted(Cause.ACCEPTANCE_TIMEOUT, PLATFORM, quote(Rule.D02, 0, 10_001)),
                        "inputs call for R13"),
                arguments(unaccepted(Cause.WITHDRAWN, CLIENT, quote(Rule.R13, 0, 10_001)), "inputs call for D02"));
    }

    static Stream<Arguments> factsThatDoNotGoTogether() {
        Quote nothing = quote(Rule.R09, 0, 10_001);
        Quote operators = quote(Rule.D06, 0, 10_001);
        Quote dropped = quote(Rule.C01, 0, 10_001);
        Quote offer = quote(Rule.D02, 0, 10_001);
        return Stream.of(
                arguments(cancelled(Cause.CLIENT, CONFIRMED, UPLOADED, 0, HALF), "stage UPLOADED does not go with 0"),
                arguments(cancelled(Cause.CLIENT, CONFIRMED, NOT_STARTED, 1, nothing), "does not go with 1 uploads"),
                arguments(
                        cancelled(Cause.CLIENT, CONFIRMED, NOT_STARTED, 0, nothing)
                                .payee(null),
                        "stage and payee"),
                arguments(facts(Cause.CREATOR, CONFIRMED, null, CREATOR, quote(Rule.R11, 0, 9)), "stage and payee"),
                arguments(unaccepted(Cause.WITHDRAWN, CLIENT, offer).payee("creator-9"), "stage and payee"),
                arguments(facts(Cause.CLIENT, CROSS_REQUEST, NOT_STARTED, CLIENT, nothing), "doing is CLIENT, where"),
                arguments(facts(Cause.CLIENT, CONFIRMED, NOT_STARTED, MUTUAL, nothing), "doing is MUTUAL, where"),
                arguments(facts(Cause.CLIENT, CONFIRMED, NOT_STARTED, CREATOR, nothing), "doing is CREATOR, where"),
                arguments(unaccepted(Cause.DECLINED, CLIENT, offer), "doing is CLIENT, where"),
                arguments(unaccepted(Cause.CLIENT, CLIENT, offer), "basis IMMEDIATE does not go with cause CLIENT"),
                arguments(facts(Cause.WITHDRAWN, CONFIRMED, STARTED, CLIENT, offer), "basis CONFIRMED does not go"),
                arguments(facts(Cause.DECLINED, RESOLVED, STARTED, CREATOR, operators), "basis RESOLVED does not go"),
                arguments(facts(Cause.CLIENT, DROPPED, STARTED, CLIENT, dropped), "basis DROPPED does not go"),
                arguments(facts(Cause.PLATFORM, CONFIRMED, STARTED, PLATFORM, operators), "basis CONFIRMED does not"));
    }

    @ParameterizedTest
    @MethodSource({"completedButWrong", "wrongAmounts", "ruleOfOtherInputs", "factsThatDoNotGoTogether"})
    void what_does_not_add_up_is_not_settled(LastEvent last, String why) {
        given(last).thenItDoesNotAddUp(why);
    }

    private static TaskCompleted uploaded(int uploads) {
        return new TaskCompleted(
                new ClientId("client-7"), new CreatorId("creator-9"), new PayeeId("creator-9"), uploads, ALL);
    }

    private static Quote split(Quote quote, long toCreatorMinor) {
        long rest = quote.total().amountMinor() - toCreatorMinor;
        return new Quote(quote.total(), quote.rateBp(), toCreatorMinor, rest, quote.rule(), quote.policy());
    }

    private static LastEvent facts(
            Cause cause, Basis basis, @Nullable Stage stage, Attribution attributableTo, Quote quote) {
        return completed(ALL)
                .with(new TaskCancelled(
                        cause,
                        basis,
                        stage,
                        0,
                        attributableTo,
                        new ClientId("client-7"),
                        new CreatorId("creator-9"),
                        basis == IMMEDIATE ? null : new PayeeId("creator-9"),
                        null,
                        quote,
                        null));
    }
}

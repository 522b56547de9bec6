package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.*;
import static io.taskledger.contract.Side.CLIENT;
import static io.taskledger.contract.TaskEvent.Stage.NOT_STARTED;
import static io.taskledger.decider.decision.Asked.by;
import static io.taskledger.decider.decision.Asked.client;
import static io.taskledger.decider.decision.Asked.creator;
import static io.taskledger.decider.decision.Asked.operator;
import static io.taskledger.decider.decision.Asked.timer;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskKind;
import org.junit.jupiter.api.Test;

/** A command that is wrong in two ways is refused for the first in the order of checks. */
final class OrderOfChecksTest {
    private static final TaskCancelled EXPIRED =
            cancelled(Cause.ACCEPTANCE_TIMEOUT, Basis.IMMEDIATE, null, Attribution.PLATFORM, nothing(Rule.R13));
    private static final Given OFFERED = given(published(TaskKind.ORDER));
    private static final Given OVERDUE = OFFERED.after(hours(24));
    private static final Given ENDED = given(published(TaskKind.ORDER), EXPIRED);
    private static final Given PENDING =
            given(published(TaskKind.ORDER), accepted(), requested(CLIENT, NOT_STARTED, nothing(Rule.R09)));

    @Test
    void unknown_task_before_permission() {
        given().when(operator(new CompleteTask())).rejected(UNKNOWN_TASK);
        given().when(operator(publish())).rejected(NOT_PERMITTED);
    }

    @Test
    void task_exists_before_the_deadline_and_before_permission() {
        OVERDUE.when(operator(publish())).rejected(TASK_EXISTS);
        ENDED.when(client(publish())).rejected(TASK_EXISTS);
    }

    @Test
    void the_deadline_before_permission_party_and_version() {
        OVERDUE.when(operator(accept())).tooLate(EXPIRED);
        OVERDUE.when(by(Role.CLIENT, "client-8", new WithdrawTask(REASON))).tooLate(EXPIRED);
        OVERDUE.when(client(new ExpireTask())).tooLate(EXPIRED);
        OVERDUE.when(timer(new RemindCancellation())).tooLate(EXPIRED);
        OVERDUE.when(creator(accept()).expecting(9)).tooLate(EXPIRED);
    }

    @Test
    void an_ended_task_before_permission() {
        ENDED.when(operator(new CompleteTask())).rejected(TASK_ENDED);
    }

    @Test
    void permission_before_state() {
        OFFERED.when(creator(new CompleteTask())).rejected(NOT_PERMITTED);
        PENDING.when(client(new DeclineTask())).rejected(NOT_PERMITTED);
    }

    @Test
    void state_before_party() {
        OFFERED.when(by(Role.CLIENT, "client-8", new CompleteTask())).rejected(WRONG_STATE);
        PENDING.when(by(Role.CREATOR, "creator-8", accept())).rejected(WRONG_STATE);
    }

    @Test
    void party_before_version() {
        OFFERED.when(by(Role.CREATOR, "creator-8", accept()).expecting(9)).rejected(NOT_INVITED);
        OFFERED.when(by(Role.CLIENT, "client-8", new WithdrawTask(REASON)).expecting(9))
                .rejected(NOT_A_PARTY);
        PENDING.when(by(Role.CLIENT, "client-8", requestCancellation()).expecting(9))
                .rejected(NOT_A_PARTY);
    }

    @Test
    void version_before_what_is_pending_and_before_bounds() {
        PENDING.when(creator(upload("a-1")).expecting(9)).rejected(VERSION_CONFLICT);
        PENDING.when(client(new ConfirmCancellation()).expecting(9)).rejected(VERSION_CONFLICT);
        PENDING.when(operator(cancelAt(20_000)).expecting(9)).rejected(VERSION_CONFLICT);
        OFFERED.when(timer(new ExpireTask()).expecting(9)).rejected(VERSION_CONFLICT);
        PublishTask unknownPolicy = new PublishTask(TaskKind.ORDER, AMOUNT, null, null, "no-such");
        given().when(client(unknownPolicy).expecting(9)).rejected(VERSION_CONFLICT);
        given().when(client(unknownPolicy).expecting(0)).rejected(UNKNOWN_POLICY);
    }

    @Test
    void the_expected_version_may_be_the_tasks() {
        PENDING.when(creator(new ConfirmCancellation()).expecting(3))
                .then(cancelled(Cause.CLIENT, Basis.CONFIRMED, NOT_STARTED, Attribution.CLIENT, nothing(Rule.R09)));
    }
}

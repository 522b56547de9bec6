package io.taskledger.decider.decision;

import static io.taskledger.contract.Rule.C01;
import static io.taskledger.contract.Rule.D01;
import static io.taskledger.contract.Rule.D02;
import static io.taskledger.contract.Rule.R09;
import static io.taskledger.contract.Rule.R11;
import static io.taskledger.contract.Rule.R13;
import static io.taskledger.contract.Side.CLIENT;
import static io.taskledger.contract.Side.CREATOR;
import static io.taskledger.contract.TaskEvent.Stage.NOT_STARTED;
import static io.taskledger.contract.TaskEvent.Stage.STARTED;
import static io.taskledger.contract.TaskEvent.Stage.UPLOADED;
import static io.taskledger.decider.decision.Asked.client;
import static io.taskledger.decider.decision.Asked.creator;
import static io.taskledger.decider.decision.Asked.timer;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;

import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskKind;
import org.junit.jupiter.api.Test;

/** The table of what is owed, row by row: each ending, its rule and its amounts. */
final class WhatIsOwedTest {
    @Test
    void r09_client_cancelling_before_production_owes_nothing() {
        given(published(TaskKind.ORDER), accepted())
                .when(client(requestCancellation()))
                .then(requested(CLIENT, NOT_STARTED, nothing(R09)))
                .and()
                .when(creator(new ConfirmCancellation()).as("confirm"))
                .then(cancelled(Cause.CLIENT, Basis.CONFIRMED, NOT_STARTED, Attribution.CLIENT, nothing(R09)));
    }

    @Test
    void d01_client_cancelling_after_the_start_without_an_upload_owes_nothing() {
        given(published(TaskKind.ORDER), accepted(), new ProductionStarted())
                .when(client(requestCancellation()))
                .then(requested(CLIENT, STARTED, nothing(D01)))
                .and()
                .when(creator(new ConfirmCancellation()).as("confirm"))
                .then(cancelled(Cause.CLIENT, Basis.CONFIRMED, STARTED, Attribution.CLIENT, nothing(D01)));
    }

    @Test
    void r10_client_cancelling_after_an_upload_owes_half() {
        given(published(TaskKind.ORDER), accepted(), new ProductionStarted(), uploaded("a-1", 1))
                .when(client(requestCancellation()))
                .then(requested(CLIENT, UPLOADED, half()))
                .and()
                .when(creator(new ConfirmCancellation()).as("confirm"))
                .then(cancelled(Cause.CLIENT, Basis.CONFIRMED, UPLOADED, Attribution.CLIENT, half()));
    }

    @Test
    void r11_creator_cancelling_gets_nothing() {
        given(published(TaskKind.ORDER), accepted(), new ProductionStarted(), uploaded("a-1", 1))
                .when(creator(requestCancellation()))
                .then(requested(CREATOR, UPLOADED, nothing(R11)))
                .and()
                .when(client(new ConfirmCancellation()).as("confirm"))
                .then(cancelled(Cause.CREATOR, Basis.CONFIRMED, UPLOADED, Attribution.CREATOR, nothing(R11)));
    }

    @Test
    void r13_nobody_accepting_within_24_hours_ends_the_task_with_nothing_owed() {
        given(published(TaskKind.ORDER))
                .after(hours(24))
                .when(timer(new ExpireTask()))
                .then(cancelled(Cause.ACCEPTANCE_TIMEOUT, Basis.IMMEDIATE, null, Attribution.PLATFORM, nothing(R13)));
    }

    @Test
    void a_withdrawn_offer_owes_nothing() {
        given(published(TaskKind.ORDER))
                .when(client(new WithdrawTask(REASON)))
                .then(cancelled(Cause.WITHDRAWN, Basis.IMMEDIATE, null, Attribution.CLIENT, nothing(D02)));
    }

    @Test
    void a_declined_offer_owes_nothing() {
        given(published(TaskKind.ORDER))
                .when(creator(new DeclineTask()))
                .then(cancelled(Cause.DECLINED, Basis.IMMEDIATE, null, Attribution.CREATOR, nothing(D02)));
    }

    @Test
    void c01_a_crowd_task_is_dropped_at_once_without_a_penalty() {
        given(published(TaskKind.CROWD), accepted(), new ProductionStarted(), uploaded("a-1", 1))
                .when(creator(requestCancellation()))
                .then(cancelled(Cause.CREATOR, Basis.DROPPED, UPLOADED, Attribution.CREATOR, nothing(C01)));
    }

    @Test
    void a_client_cancelling_a_crowd_task_needs_the_creator_and_owes_as_for_orders() {
        given(published(TaskKind.CROWD), accepted(), new ProductionStarted(), uploaded("a-1", 1))
                .when(client(requestCancellation()))
                .then(requested(CLIENT, UPLOADED, half()))
                .and()
                .when(creator(requestCancellation()).as("me-too"))
                .then(cancelled(Cause.CLIENT, Basis.CROSS_REQUEST, UPLOADED, Attribution.MUTUAL, half()));
    }

    @Test
    void a_completed_task_earns_its_amount() {
        given(published(TaskKind.ORDER), accepted(), new ProductionStarted(), uploaded("a-1", 1))
                .when(client(new CompleteTask()))
                .then(completed());
    }
}

package io.taskledger.decider.decision;

import static io.taskledger.contract.Actor.Role.CLIENT;
import static io.taskledger.contract.Actor.Role.CREATOR;
import static io.taskledger.contract.Notification.Template.*;
import static io.taskledger.decider.decision.Asked.client;
import static io.taskledger.decider.decision.Asked.creator;
import static io.taskledger.decider.decision.Asked.operator;
import static io.taskledger.decider.decision.Asked.timer;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.taskledger.contract.Notification;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.Given.Then;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Who is told what (R05, R08, D19). */
final class NotificationsTest {
    private static final Given PENDING =
            given(published(TaskKind.ORDER), accepted(), requested(Side.CLIENT, Stage.NOT_STARTED, nothing(Rule.R09)));
    private static final Tuple CLIENT_IS_TOLD_OF_THE_END = tuple(CLIENT, "client-7", TASK_CANCELLED);
    private static final Tuple CREATOR_IS_TOLD_OF_THE_END = tuple(CREATOR, "creator-9", TASK_CANCELLED);

    @Test
    void a_request_is_told_to_the_counterparty() {
        tells(
                given(published(TaskKind.ORDER), accepted()).when(client(requestCancellation())),
                tuple(CREATOR, "creator-9", CANCELLATION_REQUESTED));
        tells(
                given(published(TaskKind.ORDER), acceptedByMcn()).when(creator(requestCancellation())),
                tuple(CLIENT, "client-7", CANCELLATION_REQUESTED));
    }

    @Test
    void a_reminder_goes_to_the_counterparty() {
        tells(
                PENDING.after(hours(24)).when(timer(new RemindCancellation())),
                tuple(CREATOR, "creator-9", CANCELLATION_REMINDER));
    }

    @Test
    void a_refusal_is_told_to_the_requester_and_a_withdrawal_to_the_other() {
        tells(PENDING.when(creator(new RefuseCancellation(null))), tuple(CLIENT, "client-7", CANCELLATION_REFUSED));
        tells(PENDING.when(client(new WithdrawCancellation())), tuple(CREATOR, "creator-9", CANCELLATION_WITHDRAWN));
    }

    @Test
    void an_operators_word_and_turn_are_told_to_both() {
        tells(
                PENDING.when(operator(resume())),
                tuple(CLIENT, "client-7", CANCELLATION_RESUMED),
                tuple(CREATOR, "creator-9", CANCELLATION_RESUMED));
        tells(
                PENDING.after(hours(72)).when(timer(new ExpireCancellation())),
                tuple(CLIENT, "client-7", CANCELLATION_ESCALATED),
                tuple(CREATOR, "creator-9", CANCELLATION_ESCALATED));
    }

    @Test
    void an_end_is_told_to_the_client_and_to_the_creator_where_there_is_one() {
        tells(PENDING.when(creator(requestCancellation())), CLIENT_IS_TOLD_OF_THE_END, CREATOR_IS_TOLD_OF_THE_END);
        tells(
                given(published(TaskKind.ORDER)).when(client(new WithdrawTask(REASON))),
                CLIENT_IS_TOLD_OF_THE_END,
                CREATOR_IS_TOLD_OF_THE_END);
        tells(given(openToAll()).when(client(new WithdrawTask(REASON))), CLIENT_IS_TOLD_OF_THE_END);
    }

    @Test
    void a_command_that_finds_the_deadline_passed_still_tells_of_the_end_once() {
        Then late = given(published(TaskKind.ORDER)).after(hours(24)).when(creator(accept()));
        tells(late, CLIENT_IS_TOLD_OF_THE_END, CREATOR_IS_TOLD_OF_THE_END);
        tells(late.and().when(timer(new ExpireTask()).as("later")));
    }

    @Test
    void work_is_nobodys_news() {
        tells(given(published(TaskKind.ORDER), accepted()).when(creator(new StartProduction())));
    }

    @Test
    void ids_follow_from_the_event_and_texts_name_amounts_as_people_write_them() {
        Then asked =
                given(published(TaskKind.ORDER), accepted(), uploaded("a-1", 1)).when(client(requestCancellation()));
        Notification one = told(asked).getFirst();
        assertThat(told(asked).getFirst().id()).isEqualTo(one.id());
        assertThat(one.eventId()).isEqualTo(asked.outcome().events().getFirst().id());
        assertThat(one.text().en()).contains("50.01 CNY", "100.01 CNY", "R10").doesNotContain("campaign moved");
        assertThat(one.text().zh()).contains("50.01 CNY", "100.01 CNY", "R10");
        assertThat(one.params()).containsEntry("toCreatorMinor", "5001").containsEntry("amountMinor", "10001");
        assertThat(one.params()).containsEntry("confirmBy", "2026-11-26T00:00:00.000Z");
        assertThat(one.text().en()).contains("2026-11-26T00:00:00.000Z");
    }

    private static void tells(Then then, Tuple... expected) {
        assertThat(told(then))
                .extracting(Notification::recipientRole, Notification::recipientId, Notification::template)
                .containsExactly(expected);
    }

    private static List<Notification> told(Then then) {
        Task before = then.given().state().task();
        return then.outcome().events().stream()
                .flatMap(event -> Notifications.of(before, event).stream())
                .toList();
    }
}

package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.*;
import static io.taskledger.decider.decision.Asked.client;
import static io.taskledger.decider.decision.Asked.creator;
import static io.taskledger.decider.decision.Asked.timer;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.Given.Then;
import io.taskledger.decision.Answers;
import org.junit.jupiter.api.Test;

/** The same command again is answered as before, and does nothing. */
final class RepeatTest {
    private static final Given ACCEPTED = given(published(TaskKind.ORDER), accepted());
    private static final Given OFFERED = given(published(TaskKind.ORDER));

    @Test
    void an_accepted_command_is_answered_as_it_was_with_what_may_be_sent_now() {
        Given uploaded = given(published(TaskKind.ORDER), accepted(), uploaded("a-1", 1));
        Then asked = uploaded.when(client(requestCancellation()));
        Then confirmed = asked.and().when(creator(new ConfirmCancellation()).as("confirm"));
        CommandResult again = repeated(asked, confirmed.and().when(client(requestCancellation())));
        assertThat(again.quote()).isEqualTo(half());
        assertThat(again.version()).isEqualTo(4);
        assertThat(again.allowedCommands()).isEqualTo(confirmed.result().allowedCommands());
        assertThat(again.status()).isEqualTo(confirmed.result().status());
    }

    @Test
    void a_refused_command_stays_refused_even_where_it_would_be_accepted_now() {
        Then refused = ACCEPTED.when(creator(upload("a-1")).expecting(1)).rejected(VERSION_CONFLICT);
        Then started = refused.and().when(creator(new StartProduction()).as("start"));
        CommandResult again =
                repeated(refused, started.and().when(creator(upload("a-1")).expecting(1)));
        assertThat(again.code()).isEqualTo(VERSION_CONFLICT);
    }

    @Test
    void both_events_of_one_command_are_named_again() {
        Then uploaded = ACCEPTED.when(creator(upload("a-1"))).then(new ProductionStarted(), uploaded("a-1", 1));
        CommandResult again = repeated(uploaded, uploaded.and().when(creator(upload("a-1"))));
        assertThat(again.eventIds()).containsExactly(NamedIds.event(Asked.TASK, 3), NamedIds.event(Asked.TASK, 4));
    }

    @Test
    void a_command_that_came_too_late_stays_too_late() {
        Then late = OFFERED.after(hours(24)).when(creator(accept()));
        CommandResult again = repeated(late, late.and().when(creator(accept())));
        assertThat(again.code()).isEqualTo(DEADLINE_PASSED);
        assertThat(again.eventIds()).hasSize(1);
    }

    @Test
    void the_timers_expiry_stays_accepted() {
        Then expired = OFFERED.after(hours(24)).when(timer(new ExpireTask()));
        CommandResult again = repeated(expired, expired.and().when(timer(new ExpireTask())));
        assertThat(again.code()).isNull();
    }

    @Test
    void an_accepted_command_without_events_is_a_repeat_too() {
        Given uploaded = given(published(TaskKind.ORDER), accepted(), uploaded("a-1", 1));
        Then same = uploaded.when(creator(upload("a-1")).as("the-same-asset")).then();
        repeated(same, same.and().when(creator(upload("a-1")).as("the-same-asset")));
    }

    @Test
    void the_same_id_with_another_content_is_refused() {
        Then started = ACCEPTED.when(creator(new StartProduction()));
        started.and().when(creator(upload("a-1"))).rejected(COMMAND_ID_REUSED);
        started.and().when(creator(new StartProduction()).expecting(2)).rejected(COMMAND_ID_REUSED);
        assertThat(started.and().when(creator(upload("a-1"))).result().replayed())
                .isFalse();
    }

    @Test
    void a_reused_id_does_not_expire_an_overdue_task() {
        Then refused = OFFERED.when(creator(new StartProduction())).rejected(WRONG_STATE);
        refused.and().after(hours(25)).when(creator(accept())).rejected(COMMAND_ID_REUSED);
    }

    @Test
    void the_latest_32_refusals_are_known_and_older_ones_are_judged_anew() {
        Given task = ACCEPTED;
        for (int i = 0; i <= Answers.MAX_REFUSED; i++) {
            task = task.when(creator(accept()).as("refused-" + i))
                    .rejected(WRONG_STATE)
                    .and();
        }
        assertThat(task.when(creator(accept()).as("refused-1")).result().replayed())
                .isTrue();
        assertThat(task.when(creator(accept()).as("refused-0")).result().replayed())
                .isFalse();
    }

    @Test
    void nothing_is_remembered_of_a_task_that_does_not_exist() {
        Then unknown = given().when(creator(accept())).rejected(UNKNOWN_TASK);
        assertThat(unknown.outcome().changed()).isFalse();
    }

    @Test
    void a_timer_that_was_early_is_answered_the_same_when_it_repeats_itself_in_time() {
        Asked somebodys = Asked.by(Role.TIMER, "cron-1", new ExpireTask()).as("x-1");
        Then early = OFFERED.when(somebodys).rejected(NOT_DUE);
        repeated(early, early.and().after(hours(24)).when(somebodys));
    }

    @Test
    void our_own_timer_that_was_early_is_judged_anew_as_it_asks_under_the_same_id_after_a_restart() {
        Then early = OFFERED.when(timer(new ExpireTask()).as("x-1")).rejected(NOT_DUE);
        assertThat(early.outcome().changed()).isFalse();
        assertThat(early.and()
                        .after(hours(24))
                        .when(timer(new ExpireTask()).as("x-1"))
                        .facts())
                .hasSize(1);
    }

    @Test
    void an_ended_task_still_knows_its_commands() {
        Then expired = OFFERED.after(hours(24)).when(timer(new ExpireTask()));
        Then ended = expired.and().when(creator(accept()).as("late")).rejected(TASK_ENDED);
        assertThat(repeated(ended, ended.and().when(creator(accept()).as("late")))
                        .code())
                .isEqualTo(TASK_ENDED);
    }

    private static CommandResult repeated(Then first, Then again) {
        CommandResult result = again.result();
        assertThat(again.facts()).isEmpty();
        assertThat(again.outcome().changed()).isFalse();
        assertThat(result.replayed()).isTrue();
        assertThat(result.outcome()).isEqualTo(first.result().outcome());
        assertThat(result.code()).isEqualTo(first.result().code());
        assertThat(result.version()).isEqualTo(first.result().version());
        assertThat(result.eventIds()).isEqualTo(first.result().eventIds());
        assertThat(result.quote()).isEqualTo(first.result().quote());
        return result;
    }
}

package io.taskledger.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.Trace;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of the answers given, and what is said again. */
final class AnswersTest {
    private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
    private static final TaskId TASK = new TaskId("task-42");
    private static final Quote QUOTE =
            Quote.of(new Money(100, Currency.getInstance("CNY")), 5_000, Rule.R10, new PolicyRef("p", 1));

    @Test
    void the_events_of_one_command_are_one_answer() {
        Answers answers = Answers.NONE
                .happened(event("a", 1), null, null)
                .happened(event("a", 2), null, QUOTE)
                .happened(event("a", 3), CommandType.EXPIRE_TASK, null);
        assertThat(answers.accepted())
                .containsExactly(new Answer("a", 7, null, CommandType.EXPIRE_TASK, 3, 3, QUOTE, null));
        assertThat(answers.last().firstVersion()).isEqualTo(1);
    }

    @Test
    void another_command_has_an_answer_of_its_own() {
        Answers answers = Answers.NONE.happened(event("a", 1), null, null).happened(event("b", 2), null, null);
        assertThat(answers.accepted()).extracting(Answer::commandId).containsExactly("a", "b");
        assertThat(answers.to("a").orElseThrow().version()).isEqualTo(1);
        assertThat(answers.to("c")).isEmpty();
    }

    /** It was forgotten between, and was accepted once more: both are kept, as they are two answers. */
    @Test
    void the_same_id_after_others_is_another_answer() {
        Answers answers = Answers.NONE
                .happened(event("a", 1), null, null)
                .accepted(received("a").acceptedAt(1))
                .happened(event("a", 3), null, null);
        assertThat(answers.accepted()).extracting(Answer::version).containsExactly(1L, 1L, 3L);
    }

    @Test
    void of_the_refused_the_latest_are_kept() {
        Answers answers = Answers.NONE.happened(event("a", 1), null, null);
        for (int i = 0; i <= Answers.MAX_REFUSED; i++) {
            answers = answers.refused(received("r-" + i).refusedAt(1, RejectionCode.NOT_DUE, null));
        }
        assertThat(answers.refused()).hasSize(Answers.MAX_REFUSED);
        assertThat(answers.to("r-0")).isEmpty();
        assertThat(answers.to("r-1").orElseThrow().code()).isEqualTo(RejectionCode.NOT_DUE);
        assertThat(answers.accepted()).hasSize(1);
    }

    @Test
    void of_the_accepted_so_many_are_kept_as_one_likes() {
        Answers answers = Answers.NONE.happened(event("a", 1), null, null).happened(event("b", 2), null, null);
        assertThat(answers.latestAccepted(2)).isSameAs(answers);
        assertThat(answers.latestAccepted(1).accepted())
                .extracting(Answer::commandId)
                .containsExactly("b");
    }

    @Test
    void time_never_runs_back() {
        assertThat(received("a").decidedAfter(T0.minusMillis(1))).isEqualTo(T0);
        assertThat(received("a").decidedAfter(T0)).isEqualTo(T0);
        assertThat(received("a").decidedAfter(T0.plusMillis(1))).isEqualTo(T0.plusMillis(1));
    }

    @Test
    void a_reply_names_the_events_and_the_amounts_of_what_was_accepted() {
        Reply reply =
                new Reply(received("a"), T0, new Reply.Now(Status.CANCELLED, Map.of(), null, "event-%d"::formatted));
        CommandResult yes = reply.of(new Answer("a", 7, null, null, 3, 2, QUOTE, null), null, null, true);
        assertThat(yes.outcome()).isEqualTo(CommandResult.Outcome.ACCEPTED);
        assertThat(yes.eventIds()).containsExactly("event-2", "event-3");
        assertThat(yes.quote()).isEqualTo(QUOTE);
        assertThat(yes.version()).isEqualTo(3);
        assertThat(yes.replayed()).isTrue();

        CommandResult no = reply.of(
                new Answer("a", 7, null, null, 3, 0, QUOTE, null),
                RejectionCode.WRONG_STATE,
                Reply.staying(RejectionCode.WRONG_STATE),
                false);
        assertThat(no.outcome()).isEqualTo(CommandResult.Outcome.REJECTED);
        assertThat(no.message()).contains("stays WRONG_STATE");
        assertThat(no.eventIds()).isEmpty();
        assertThat(no.quote()).isNull();
        assertThat(no.bannedUntil()).isNull();
    }

    @Test
    void a_ban_is_said_again_with_its_end() {
        Answer kept = received("a").refusedAt(3, RejectionCode.CREATOR_BANNED, T0.plusSeconds(1));
        assertThat(kept)
                .isEqualTo(new Answer("a", 7, RejectionCode.CREATOR_BANNED, null, 3, 0, null, T0.plusSeconds(1)));
        Reply reply =
                new Reply(received("a"), T0, new Reply.Now(Status.PUBLISHED, Map.of(), null, "event-%d"::formatted));
        assertThat(reply.of(kept, RejectionCode.CREATOR_BANNED, "no", true).bannedUntil())
                .isEqualTo(T0.plusSeconds(1));
    }

    private static EventEnvelope event(String causationId, long version) {
        return new EventEnvelope(
                TASK, version, T0, causationId, Trace.NONE, 7, null, Actor.CLOCK, Channel.API, new ProductionStarted());
    }

    private static Received<CommandEnvelope> received(String id) {
        return new Received<>(
                new CommandEnvelope(
                        new CommandId(id),
                        "/test",
                        TASK,
                        null,
                        Trace.NONE,
                        new Actor(Role.CREATOR, "creator-9"),
                        Channel.API,
                        null,
                        new StartProduction()),
                7,
                T0,
                "topic/0/0",
                "result");
    }
}

package io.taskledger.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.contract.topics.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AnswersTest {
    private static final Map<Long, String> ACKNOWLEDGED =
            Map.of(Sender.position(2, 7), "task-1/c-1", Sender.position(2, 9), "task-1/c-1");

    @Test
    void one_answer_each_and_the_repeat_as_the_first_is_as_it_should_be() {
        assertThat(check(false, accepted(7, false, "e-1"), accepted(9, true, "e-1")))
                .isEmpty();
    }

    @Test
    void a_command_without_an_answer_is_named() {
        assertThat(check(false, accepted(7, false, "e-1")))
                .singleElement()
                .asString()
                .contains("task-1/c-1", "task.commands-2@9", "0 answers");
    }

    @Test
    void a_second_answer_to_one_record_is_named() {
        assertThat(check(false, accepted(7, false, "e-1"), accepted(9, true, "e-1"), accepted(9, true, "e-1")))
                .singleElement()
                .asString()
                .contains("task.commands-2@9", "2 answers");
    }

    @Test
    void what_was_done_twice_is_named() {
        assertThat(check(false, accepted(7, false, "e-1"), accepted(9, false, "e-2")))
                .singleElement()
                .asString()
                .contains("judged anew");
    }

    @Test
    void a_refusal_that_became_an_acceptance_is_named_unless_a_rebuild_has_forgotten_it() {
        CommandResult[] results = {refused(7), accepted(9, false, "e-1")};
        assertThat(check(false, results)).singleElement().asString().contains("judged anew");
        assertThat(check(true, results)).isEmpty();
    }

    /** After a restart the timer asks again, under the same ids; its refusals are not remembered. */
    @Test
    void a_refusal_of_the_timers_may_be_judged_anew() {
        Answers answers = new Answers(Topic.COMMANDS, Topic.RESULTS, false);
        answers.take(result("d0dfa8d9", 7, false, RejectionCode.WRONG_STATE, List.of()));
        answers.take(result("d0dfa8d9", 9, false, RejectionCode.TASK_ENDED, List.of()));
        assertThat(answers.check(Map.of())).isEmpty();
    }

    private static List<String> check(boolean refusalsMayBeForgotten, CommandResult... results) {
        Answers answers = new Answers(Topic.COMMANDS, Topic.RESULTS, refusalsMayBeForgotten);
        List.of(results).forEach(answers::take);
        return answers.check(ACKNOWLEDGED);
    }

    private static CommandResult accepted(long offset, boolean replayed, String eventId) {
        return result("c-1", offset, replayed, null, List.of(eventId));
    }

    private static CommandResult refused(long offset) {
        return result("c-1", offset, false, RejectionCode.WRONG_STATE, List.of());
    }

    private static CommandResult result(
            String commandId, long offset, boolean replayed, @Nullable RejectionCode code, List<String> eventIds) {
        return new CommandResult(
                NamedIds.result(Topic.COMMANDS.topicName(), 2, offset),
                "task-1",
                Instant.EPOCH,
                Trace.NONE,
                commandId,
                null,
                code == null ? Outcome.ACCEPTED : Outcome.REJECTED,
                replayed,
                code,
                code == null ? null : "no",
                1,
                null,
                Map.of(),
                null,
                eventIds,
                null,
                null);
    }
}

package io.taskledger.decider.decision;

import static io.taskledger.contract.RejectionCode.LIMIT_EXCEEDED;
import static io.taskledger.decider.decision.Asked.creator;
import static io.taskledger.decider.decision.Given.given;
import static io.taskledger.decider.decision.Words.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.TaskKind;
import io.taskledger.decision.Answers;
import org.junit.jupiter.api.Test;

/** Nobody can make a task's state grow without end. */
final class BoundsTest {
    @Test
    void a_hundred_uploads_are_taken_and_no_more() {
        Given task = given(published(TaskKind.ORDER), accepted());
        for (int i = 1; i <= WorkRules.MAX_UPLOADS; i++) {
            task = task.when(creator(upload("a-" + i)).as("c-" + i)).and();
        }
        task.when(creator(upload("one-more")).as("one-more")).rejected(LIMIT_EXCEEDED);
        task.when(creator(upload("a-1")).as("known")).then();
    }

    @Test
    void the_same_upload_under_ever_new_ids_ends_at_a_bound() {
        Given task = given(published(TaskKind.ORDER), accepted(), uploaded("a-1", 1));
        int before = task.state().answers().accepted().size();
        for (int i = before; i < TaskState.MAX_ANSWERS; i++) {
            task = task.when(creator(upload("a-1")).as("c-" + i)).then().and();
        }
        Given.Then refused = task.when(creator(upload("a-1")).as("one-more")).rejected(LIMIT_EXCEEDED);
        assertThat(refused.outcome().state().answers().accepted()).hasSize(TaskState.MAX_ANSWERS);
    }

    @Test
    void no_refusals_make_the_state_grow() {
        Given task = given(published(TaskKind.ORDER), accepted());
        for (int i = 0; i < 3 * Answers.MAX_REFUSED; i++) {
            task = task.when(creator(accept()).as("c-" + i)).and();
        }
        assertThat(task.state().answers().refused()).hasSize(Answers.MAX_REFUSED);
    }
}

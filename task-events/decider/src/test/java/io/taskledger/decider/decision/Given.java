package io.taskledger.decider.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.Trace;
import io.taskledger.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The test language: given what happened, when somebody asks, then this. What happened happened at {@link #START}. */
record Given(TaskState state, Instant now, Policies policies, Review review) {
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    static Given given(TaskEvent... events) {
        Given given = new Given(TaskState.NONE, START, Policies.SHIPPED, Review.NONE);
        for (TaskEvent event : events) {
            given = given.happened(event);
        }
        return given;
    }

    private Given happened(TaskEvent event) {
        long version = state.version() + 1;
        return new Given(
                state.apply(new EventEnvelope(
                        Asked.TASK,
                        version,
                        now,
                        "cause-" + version,
                        Trace.NONE,
                        version,
                        null,
                        Actor.CLOCK,
                        Channel.API,
                        event)),
                now,
                policies,
                review);
    }

    Given after(Duration time) {
        return new Given(state, START.plus(time), policies, review);
    }

    Given under(Policies policies) {
        return new Given(state, now, policies, review);
    }

    /** Orders are for reviewed creators; this is what is known of the creator, if anything. */
    Given reviewed(@Nullable CreatorStanding standing) {
        return new Given(state, now, policies, new Review(true, standing));
    }

    /** Nobody needs a review; this is what is known of the creator, if anything. */
    Given open(@Nullable CreatorStanding standing) {
        return new Given(state, now, policies, new Review(false, standing));
    }

    Then when(Asked asked) {
        return new Then(this, TaskDecider.decide(state, asked.appendedAt(now), policies, review));
    }

    /** What followed. */
    record Then(Given given, Outcome<TaskState, EventEnvelope> outcome) {
        /** Accepted, and exactly this happened. */
        Then then(TaskEvent... events) {
            assertThat(outcome.result().code()).isNull();
            assertThat(facts()).containsExactly(events);
            return this;
        }

        /** Refused, and nothing changed. */
        Then rejected(RejectionCode code) {
            assertThat(outcome.result().code()).isEqualTo(code);
            assertThat(outcome.result().message()).isNotBlank();
            assertThat(facts()).isEmpty();
            assertThat(outcome.state().task()).isEqualTo(given.state.task());
            assertThat(outcome.state().version()).isEqualTo(given.state.version());
            return this;
        }

        /** Refused, as the task ended first. */
        Then tooLate(TaskEvent expiry) {
            assertThat(outcome.result().code()).isEqualTo(RejectionCode.DEADLINE_PASSED);
            assertThat(facts()).containsExactly(expiry);
            assertThat(outcome.events().getFirst().actor()).isEqualTo(Actor.CLOCK);
            assertThat(outcome.events().getFirst().channel()).isEqualTo(Channel.SYSTEM);
            return this;
        }

        List<TaskEvent> facts() {
            return outcome.events().stream().map(EventEnvelope::event).toList();
        }

        CommandResult result() {
            return outcome.result();
        }

        /** What happens next is asked of the task as it is now. */
        Given and() {
            return new Given(outcome.state(), given.now, given.policies, given.review);
        }
    }
}

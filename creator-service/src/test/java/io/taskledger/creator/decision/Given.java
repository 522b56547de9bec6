package io.taskledger.creator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorEvent;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Trace;
import io.taskledger.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The test language: given what happened, when somebody asks, then this. What happened happened at {@link #START}. */
record Given(CreatorState state, Instant now) {
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    static Given given(CreatorEvent... events) {
        return new Given(CreatorState.NONE, START).and(events);
    }

    Given and(CreatorEvent... events) {
        Given given = this;
        for (CreatorEvent event : events) {
            given = new Given(given.state.apply(given.happening(event)), now);
        }
        return given;
    }

    /** As the next event. */
    CreatorEventEnvelope happening(CreatorEvent event) {
        long version = state.version() + 1;
        return new CreatorEventEnvelope(
                Asked.CREATOR,
                version,
                now,
                "cause-" + version,
                Trace.NONE,
                version,
                null,
                Actor.CLOCK,
                Channel.API,
                event);
    }

    Given after(Duration time) {
        return at(START.plus(time));
    }

    Given at(Instant time) {
        return new Given(state, time);
    }

    Then when(Asked asked) {
        return new Then(this, CreatorDecider.decide(state, asked.appendedAt(now), Ladder.DOUYIN_2022_01));
    }

    /** What followed. */
    record Then(Given given, Outcome<CreatorState, CreatorEventEnvelope> outcome) {
        /** Accepted, and exactly this happened. */
        Then then(CreatorEvent... events) {
            assertThat(result().code()).isNull();
            assertThat(facts()).containsExactly(events);
            return this;
        }

        /** Refused, and nothing changed. */
        Then rejected(RejectionCode code) {
            assertThat(result().code()).isEqualTo(code);
            assertThat(result().message()).isNotBlank();
            assertThat(facts()).isEmpty();
            assertThat(outcome.state().creator()).isEqualTo(given.state.creator());
            assertThat(outcome.state().version()).isEqualTo(given.state.version());
            return this;
        }

        List<CreatorEvent> facts() {
            return outcome.events().stream().map(CreatorEventEnvelope::event).toList();
        }

        CommandResult result() {
            return outcome.result();
        }

        /** What happens next is asked of the creator as it is now. */
        Given and() {
            return new Given(outcome.state(), given.now);
        }
    }
}

package io.taskledger.decider;

import static io.taskledger.decider.Commands.accept;
import static io.taskledger.decider.Commands.publish;
import static io.taskledger.decider.TopologyBench.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published of creators is what orders are judged by. */
final class StandingsTest {

    private static final CreatorId CREATOR = new CreatorId("creator-9");
    private static final Ban BAN = new Ban(new ViolationId("v-2"), T0, T0.plus(Duration.ofDays(7)));

    private final TopologyBench bench = new TopologyBench(1, Creators.REVIEWED);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_order_waits_for_the_review_and_the_acceptance_says_which_standing_was_seen() {
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0);
        assertThat(lastResult().code()).isEqualTo(RejectionCode.CREATOR_NOT_ONBOARDED);
        bench.standing(onboarded(2));
        bench.send(accept("t-1", "c-3"), T0);
        assertThat(lastResult().code()).isNull();
        TaskAccepted accepted = (TaskAccepted) bench.events().getLast().event();
        assertThat(accepted.standing()).isEqualTo(onboarded(2).seen());
    }

    @Test
    void the_latest_standing_counts() {
        bench.standing(onboarded(2));
        bench.standing(onboarded(4, BAN));
        bench.send(publish("t-1", "c-1"), T0);
        bench.send(accept("t-1", "c-2"), T0);
        CommandResult refused = lastResult();
        assertThat(refused.code()).isEqualTo(RejectionCode.CREATOR_BANNED);
        assertThat(refused.bannedUntil()).isEqualTo(BAN.until());
    }

    private CommandResult lastResult() {
        return bench.results().getLast();
    }

    private static CreatorStanding onboarded(long version, Ban... bans) {
        return new CreatorStanding(CREATOR, version, CreatorStatus.ONBOARDED, CreatorKind.CREATOR, null, List.of(bans));
    }
}

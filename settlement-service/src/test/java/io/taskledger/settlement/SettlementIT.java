package io.taskledger.settlement;

import static io.taskledger.settlement.policy.LastEvent.cancelled;
import static io.taskledger.settlement.policy.LastEvent.completed;
import static io.taskledger.settlement.policy.LastEvent.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.settlement.policy.LastEvent;
import io.taskledger.settlement.policy.SettlementPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A task is settled once, whatever is aborted, replayed or lost. */
final class SettlementIT {

    /** So many tasks that each partition has some. */
    private static final int TASKS = 6;

    private static final LastEvent COMPLETED = completed(quote(Rule.COMPLETED, 10_000, 10_001));

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Logs LOGS = new Logs(BROKER);

    @TempDir
    private Path stateDir;

    @BeforeEach
    void createTopics() throws InterruptedException, ExecutionException {
        LOGS.createAnew();
    }

    @Test
    void ended_task_is_settled_and_an_aborted_transactions_event_never() throws Exception {
        LastEvent cancelled =
                cancelled(Cause.CLIENT, Basis.CONFIRMED, Stage.UPLOADED, 1, quote(Rule.R10, 5_000, 10_001));
        try (var service = start("settles").awaitUp()) {
            LOGS.append(tasks("before"));
            LOGS.appendAndAbort(tasks("aborted"));
            LOGS.appendAndAbort(COMPLETED);
            LOGS.append(cancelled);
            LOGS.append(tasks("after"));
            awaitSettled("before", "after");
            assertThat(LOGS.settlements())
                    .hasSize(2 * TASKS + 1)
                    .contains(SettlementPolicy.settle(cancelled.envelope()));
            assertThat(service.replayed()).isZero();
        }
    }

    @Test
    void offsets_reset_to_the_beginning_settle_nothing_again() throws Exception {
        settleAndStop("rewound");
        LOGS.rewind("rewound");
        try (var service = start("rewound").awaitUp()) {
            assertNothingIsSettledAgain(service);
        }
    }

    @Test
    void lost_state_directory_comes_back_from_the_changelog_and_nothing_is_settled_again() throws Exception {
        settleAndStop("restored");
        assertThat(FileSystemUtils.deleteRecursively(stateDir.resolve("restored")))
                .isTrue();
        LOGS.rewind("restored");
        try (var service = start("restored").awaitUp()) {
            assertNothingIsSettledAgain(service);
        }
    }

    @Test
    void lost_changelog_refuses_the_start_until_state_is_rebuilt_from_the_settlements() throws Exception {
        settleAndStop("rebuilt");
        assertThat(FileSystemUtils.deleteRecursively(stateDir.resolve("rebuilt")))
                .isTrue();
        LOGS.deleteChangelogs("rebuilt");
        LOGS.rewind("rebuilt");
        try (var service = start("rebuilt")) {
            assertThat(service.awaitStopped()).contains("State was lost", "settlement.events-", "--rebuild");
            assertThat(LOGS.settledTasks()).hasSize(TASKS);
        }
        try (var service = start("rebuilt", "--rebuild").awaitUp()) {
            assertNothingIsSettledAgain(service);
        }
    }

    @Test
    void lost_changelog_refuses_the_start_even_where_the_state_directory_is_left() throws Exception {
        settleAndStop("kept");
        LOGS.deleteChangelogs("kept");
        LOGS.rewind("kept");
        try (var service = start("kept")) {
            assertThat(service.awaitStopped()).contains("State was lost");
        }
        assertThat(LOGS.settledTasks()).hasSize(TASKS);
    }

    private void settleAndStop(String group) throws InterruptedException, ExecutionException {
        try (var service = start(group).awaitUp()) {
            LOGS.append(tasks("before"));
            awaitSettled("before");
            assertThat(service.replayed()).isZero();
        }
    }

    /** What came again was read and known, and what is new is settled. */
    private static void assertNothingIsSettledAgain(RunningSettlement service)
            throws InterruptedException, ExecutionException {
        LOGS.append(tasks("after"));
        awaitSettled("after");
        assertThat(service.replayed()).isEqualTo(TASKS);
        assertThat(LOGS.settledTasks())
                .containsExactlyInAnyOrder(Stream.of(tasks("before"), tasks("after"))
                        .flatMap(Stream::of)
                        .map(LastEvent::taskId)
                        .toArray(String[]::new));
    }

    private RunningSettlement start(String group, String... more) {
        return RunningSettlement.start(BROKER, group, stateDir, more);
    }

    private static LastEvent[] tasks(String name) {
        return IntStream.range(0, TASKS)
                .mapToObj(i -> COMPLETED.of(name + "-" + i))
                .toArray(LastEvent[]::new);
    }

    private static void awaitSettled(String... names) {
        String[] expected = Stream.of(names)
                .flatMap(name -> Stream.of(tasks(name)))
                .map(LastEvent::taskId)
                .toArray(String[]::new);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(LOGS.settledTasks()).contains(expected));
    }
}

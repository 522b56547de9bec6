package io.taskledger.creator;

import static io.taskledger.creator.Commands.apply;
import static io.taskledger.creator.Commands.approve;
import static io.taskledger.creator.Commands.overturn;
import static io.taskledger.creator.Commands.violate;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.StandingWire;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The service as it ships on a real broker; what is decided stays decided, whatever is lost between two runs. */
final class CreatorIT {

    private static final int PARTITIONS = 2;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path stateDir;

    private String name;

    @BeforeEach
    void given_fresh_topics(TestInfo test) throws Exception {
        name = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = BROKER.admin()) {
            Set<String> ours = Stream.of(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
            ours.retainAll(admin.listTopics().names().get());
            admin.deleteTopics(ours).all().get();
        }
        BROKER.create(Stream.of(Topic.values())
                .map(topic -> topic.create(PARTITIONS, (short) 1))
                .toList());
    }

    @Test
    void a_creator_is_reviewed_and_climbs_the_ladder_and_its_standing_says_so() {
        try (RunningCreators creators = start()) {
            givenAFirstRun(creators);
            CommandResult banned = creators.ask(violate("creator-9", "c-5", "v-3"), violate("creator-9", "c-6", "v-4"));
            assertThat(banned.status()).isEqualTo(CreatorStatus.ONBOARDED);
            List<Ban> bans = latestStanding().bans();
            assertThat(bans).hasSize(3);
            assertThat(bans.getLast().until()).isNull();
            creators.ask(overturn("creator-9", "c-7", "v-4"));
            assertThat(latestStanding().bans()).hasSize(2);
        }
    }

    @Test
    void a_restart_keeps_the_state() {
        try (RunningCreators first = start()) {
            givenAFirstRun(first);
        }
        try (RunningCreators again = start()) {
            assertGoesOn(again);
        }
    }

    @Test
    void lost_state_is_refused_and_rebuilt_from_the_log_when_told_so_and_publishes_nothing_anew() throws Exception {
        try (RunningCreators first = start()) {
            givenAFirstRun(first);
        }
        int standings = BROKER.read(Topic.CREATOR_STANDING.topicName()).size();
        FileSystemUtils.deleteRecursively(stateDir);
        loseChangelogs();
        try (RunningCreators refusing = RunningCreators.start(BROKER, name, stateDir)) {
            assertThat(refusing.awaitStopped()).contains("State was lost", "creator.events-", "--rebuild");
        }
        try (RunningCreators rebuilt = RunningCreators.start(BROKER, name, stateDir, "--rebuild")) {
            rebuilt.awaitReady();
            assertThat(BROKER.read(Topic.CREATOR_STANDING.topicName())).hasSize(standings);
            assertGoesOn(rebuilt);
        }
    }

    private RunningCreators start() {
        return RunningCreators.start(BROKER, name, stateDir).awaitReady();
    }

    private void loseChangelogs() throws Exception {
        try (Admin admin = BROKER.admin()) {
            Set<String> changelogs = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(name) && topic.endsWith("-changelog"))
                    .collect(Collectors.toSet());
            admin.deleteTopics(changelogs).all().get();
        }
    }

    /** Onboarded, with two violations: six events. */
    private static void givenAFirstRun(RunningCreators creators) {
        CommandResult last = creators.ask(
                apply("creator-9", "c-1"),
                approve("creator-9", "c-2"),
                violate("creator-9", "c-3", "v-1"),
                violate("creator-9", "c-4", "v-2"));
        assertThat(last.version()).isEqualTo(6);
    }

    private static void assertGoesOn(RunningCreators creators) {
        CommandResult repeat = creators.ask(violate("creator-9", "c-4", "v-2"));
        assertThat(repeat.replayed()).isTrue();
        assertThat(repeat.version()).isEqualTo(6);
        assertThat(creators.ask(violate("creator-9", "c-5", "v-3")).version()).isEqualTo(8);
    }

    private static CreatorStanding latestStanding() {
        return StandingWire.read(BROKER.read(Topic.CREATOR_STANDING.topicName())
                        .getLast()
                        .value())
                .standing();
    }
}

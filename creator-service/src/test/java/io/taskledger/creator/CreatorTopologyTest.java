package io.taskledger.creator;

import static io.taskledger.contract.CreatorEventType.BAN_LIFTED;
import static io.taskledger.contract.CreatorEventType.ONBOARDING_APPLIED;
import static io.taskledger.contract.CreatorEventType.ONBOARDING_APPROVED;
import static io.taskledger.contract.CreatorEventType.SANCTION_APPLIED;
import static io.taskledger.contract.CreatorEventType.VIOLATION_RECORDED;
import static io.taskledger.creator.Commands.apply;
import static io.taskledger.creator.Commands.approve;
import static io.taskledger.creator.Commands.join;
import static io.taskledger.creator.Commands.key;
import static io.taskledger.creator.Commands.report;
import static io.taskledger.creator.Commands.violate;
import static io.taskledger.creator.TopologyBench.T0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.StandingEnvelope;
import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a command's record to what is written, without a broker. */
final class CreatorTopologyTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final TopologyBench bench = new TopologyBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_application_becomes_an_event_a_standing_and_an_answer() {
        bench.send(apply("creator-9", "c-1"), T0);
        TestRecord<byte[], byte[]> event = bench.read(Topic.CREATOR_EVENTS).getFirst();
        assertThat(event.key()).isEqualTo(key("creator-9"));
        assertThat(event.getRecordTime()).isEqualTo(T0);
        assertThat(new String(event.headers().lastHeader("content-type").value(), UTF_8))
                .isEqualTo("application/cloudevents+json");
        assertThat(bench.standings())
                .singleElement()
                .satisfies(standing -> assertThat(standing.standing().status()).isEqualTo(CreatorStatus.APPLIED));
        CommandResult answer = bench.results().getFirst();
        assertThat(answer.code()).isNull();
        assertThat(answer.status()).isEqualTo(CreatorStatus.APPLIED);
        assertThat(answer.version()).isEqualTo(1);
        assertThat(requireNonNull(answer.standing()).version()).isEqualTo(1);
    }

    @Test
    void whoever_reads_the_standing_knows_of_every_change_and_of_nothing_else() {
        given_two_violations();
        bench.send(join("creator-9", "c-5", "mcn-3"), T0);
        bench.send(report("creator-9", "c-6", T0.minusSeconds(1)), T0);
        List<CreatorStanding> standings =
                bench.standings().stream().map(StandingEnvelope::standing).toList();
        assertThat(standings).extracting(CreatorStanding::version).containsExactly(1L, 2L, 6L, 7L);
        assertThat(standings.get(2).bans()).extracting(Ban::until).containsExactly(T0.plus(WEEK));
        assertThat(standings.getLast().mcnId()).isEqualTo(new McnId("mcn-3"));
    }

    @Test
    void the_creator_is_told_of_a_sanction_under_its_own_key() {
        given_two_violations();
        assertThat(bench.read(Topic.NOTIFICATIONS))
                .allSatisfy(notice -> assertThat(notice.key()).isEqualTo(key("creator-9")))
                .extracting(notice -> new String(notice.value(), UTF_8))
                .satisfiesExactly(
                        approved -> assertThat(approved).contains("ONBOARDING_APPROVED"),
                        first -> assertThat(first).contains("SANCTION_APPLIED", "POST_DELETED"),
                        second ->
                                assertThat(second).contains("SANCTION_APPLIED", "BANNED", "2026-11-29T10:00:00.000Z"));
    }

    @Test
    void the_timer_asks_when_the_latest_ban_has_run_out_and_falls_silent_once_it_is_written_down() {
        given_two_violations();
        bench.passes(WEEK.minusMillis(1));
        assertThat(bench.asked()).isEmpty();
        bench.passes(Duration.ofMillis(250));
        CreatorCommandEnvelope asked = bench.asked().getFirst();
        assertThat(asked.type()).isEqualTo(CreatorCommandType.LIFT_EXPIRED_BAN);
        assertThat(asked.actor()).isEqualTo(Actor.CLOCK);
        bench.send(asked, T0.plus(WEEK));
        assertThat(bench.events()).extracting(CreatorEventEnvelope::type).containsExactly(BAN_LIFTED);
        bench.passes(Duration.ofDays(1));
        assertThat(bench.asked()).isEmpty();
    }

    @Test
    void a_repeat_gets_the_same_answer_and_nothing_is_written() {
        bench.send(apply("creator-9", "c-1"), T0);
        bench.events();
        bench.standings();
        CommandResult first = bench.results().getFirst();
        bench.send(apply("creator-9", "c-1"), T0.plusSeconds(9));
        CommandResult again = bench.results().getFirst();
        assertThat(again.replayed()).isTrue();
        assertThat(again.eventIds()).isEqualTo(first.eventIds());
        assertThat(bench.events()).isEmpty();
        assertThat(bench.standings()).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_set_aside_and_answered_with_the_creators_standing() {
        bench.send(apply("creator-9", "c-1"), T0);
        bench.results();
        bench.send(key("creator-9"), "{\"id\":\"c-2\",".getBytes(UTF_8), T0);
        assertThat(bench.read(Topic.CREATOR_DEAD_LETTERS)).hasSize(1);
        CommandResult answer = bench.results().getFirst();
        assertThat(answer.code()).isEqualTo(RejectionCode.INVALID_COMMAND);
        assertThat(answer.message()).contains("creator.commands-dlt");
        assertThat(requireNonNull(answer.standing()).status()).isEqualTo(CreatorStatus.APPLIED);
    }

    @Test
    void a_report_from_the_future_is_refused_by_the_brokers_clock() {
        bench.send(apply("creator-9", "c-1"), T0);
        bench.send(report("creator-9", "c-2", T0.plusMillis(1)), T0);
        assertThat(bench.results().getLast().code()).isEqualTo(RejectionCode.INVALID_COMMAND);
        bench.send(report("creator-9", "c-2", T0.plusMillis(1)), T0.plusMillis(1));
        assertThat(bench.results().getLast().code()).isNull();
    }

    /** The first deletes a post, the second bans for a week. */
    private void given_two_violations() {
        bench.send(apply("creator-9", "c-1"), T0);
        bench.send(approve("creator-9", "c-2"), T0);
        bench.send(violate("creator-9", "c-3", "v-1"), T0);
        bench.send(violate("creator-9", "c-4", "v-2"), T0);
        assertThat(bench.events())
                .extracting(CreatorEventEnvelope::type)
                .containsExactly(
                        ONBOARDING_APPLIED,
                        ONBOARDING_APPROVED,
                        VIOLATION_RECORDED,
                        SANCTION_APPLIED,
                        VIOLATION_RECORDED,
                        SANCTION_APPLIED);
    }
}

package io.taskledger.projector;

import static io.taskledger.projector.view.CreatorStory.applied;
import static io.taskledger.projector.view.CreatorStory.approved;
import static io.taskledger.projector.view.CreatorStory.banned;
import static io.taskledger.projector.view.CreatorStory.bannedForGood;
import static io.taskledger.projector.view.CreatorStory.reported;
import static io.taskledger.projector.view.Story.START;
import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.completed;
import static io.taskledger.projector.view.Story.invited;
import static io.taskledger.projector.view.Story.uploaded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.projector.view.CreatorStory;
import io.taskledger.projector.view.Story;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One creator, asked for over HTTP. */
final class CreatorsIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    @Test
    void creator_is_shown_field_by_field_with_what_its_tasks_came_to() throws Exception {
        SHARED.logs()
                .append(Story.of("r-task-1", invited("r-star"), accepted("r-star"), uploaded(1), completed("r-star")));
        SHARED.projector().awaitVersion("r-task-1", 4);
        assertThat(SHARED.projector().get("/creators/r-star").statusCode())
                .as("known by a task alone")
                .isEqualTo(404);
        SHARED.logs()
                .appendCreators(CreatorStory.of(
                        "r-star",
                        applied(CreatorKind.STAR, 1_200),
                        approved(),
                        new McnJoined(new McnId("r-mcn")),
                        banned(2, START.minus(Duration.ofDays(30)), Duration.ofDays(7)),
                        reported(1_500, 300, START)));
        assertThat(SHARED.projector().json("/creators/r-star?minVersion=5"))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"creatorId": "r-star", "version": 5, "status": "ONBOARDED", "kind": "STAR",
                         "accountName": "小明的厨房", "mcnId": "r-mcn",
                         "standing": {"banned": false, "bans": [
                           {"from": "2026-10-23T10:00:00.000Z", "until": "2026-10-30T10:00:00.000Z"}]},
                         "followers": 1500, "averagePlays": 300, "audienceAsOf": "2026-11-22T10:00:00.000Z",
                         "orders": {"accepted": 1, "completed": 1, "cancelledByCreator": 0, "cancelledByClient": 0,
                           "cancelledOtherwise": 0, "declinedInvitations": 0, "expiredInvitations": 0,
                           "completionRate": 1, "medianSecondsToFirstUpload": 60,
                           "income": [{"currency": "CNY", "amountMinor": 10001}]},
                         "crowd": {"accepted": 0, "completed": 0, "cancelledByCreator": 0, "cancelledByClient": 0,
                           "cancelledOtherwise": 0, "declinedInvitations": 0, "expiredInvitations": 0, "income": []},
                         "updatedAt": "2026-11-22T10:04:00.000Z"}
                        """));
    }

    @Test
    void ban_that_runs_is_shown_with_its_end_and_one_for_good_without() throws Exception {
        SHARED.logs()
                .appendCreators(CreatorStory.of(
                        "r-banned", applied(), banned(2, START.minusSeconds(60), Duration.ofDays(36_500))));
        SHARED.logs().appendCreators(CreatorStory.of("r-gone", applied(), bannedForGood(4, START)));
        JsonNode banned =
                SHARED.projector().json("/creators/r-banned?minVersion=2").path("standing");
        assertThat(banned.path("banned").asBoolean()).isTrue();
        assertThat(banned.path("bannedUntil").asString()).isEqualTo("2126-10-29T09:59:00.000Z");
        JsonNode gone = SHARED.projector().json("/creators/r-gone?minVersion=2").path("standing");
        assertThat(gone.path("banned").asBoolean()).isTrue();
        assertThat(gone.has("bannedUntil")).isFalse();
        assertThat(gone.path("bans").path(0).has("until")).isFalse();
    }

    @Test
    void median_is_between_the_two_in_the_middle_and_rounded_down() throws Exception {
        SHARED.logs().appendCreators(CreatorStory.of("r-fast", applied()));
        SHARED.logs().append(Story.of("r-fast-1", invited("r-fast"), accepted("r-fast"), uploaded(1), uploaded(2)));
        SHARED.projector().awaitVersion("r-fast-1", 4);
        SHARED.logs()
                .append(List.of(
                        Story.envelope("r-fast-2", 1, invited("r-fast")),
                        Story.envelope("r-fast-2", 2, accepted("r-fast")),
                        Story.at(
                                START.plusSeconds(60 + 121).plusMillis(999),
                                Story.envelope("r-fast-2", 3, uploaded(1)))));
        SHARED.projector().awaitVersion("r-fast-2", 3);
        assertThat(SHARED.projector()
                        .json("/creators/r-fast")
                        .at("/orders/medianSecondsToFirstUpload")
                        .asLong())
                .isEqualTo(90);
    }

    @Test
    void events_are_the_records_in_order_as_they_are() throws Exception {
        List<CreatorEventEnvelope> events =
                CreatorStory.of("r-history", applied(), approved(), bannedForGood(4, START));
        SHARED.logs().appendCreators(events);
        assertThat(SHARED.projector().get("/creators/r-history?minVersion=3").statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = SHARED.projector().get("/creators/r-history/events");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo(events.stream()
                        .map(event -> new String(CreatorEventWire.write(event), UTF_8))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void version_that_does_not_come_in_time_is_a_conflict_that_says_what_there_is() throws Exception {
        SHARED.logs().appendCreators(CreatorStory.of("r-slow", applied()));
        assertThat(SHARED.projector().get("/creators/r-slow?minVersion=1").statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = SHARED.projector().get("/creators/r-slow?minVersion=2");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("version").asLong())
                .isEqualTo(1);
        assertThat(answer.body()).contains("The view has version 1 of creator r-slow, not yet 2; ask again.");
    }
}

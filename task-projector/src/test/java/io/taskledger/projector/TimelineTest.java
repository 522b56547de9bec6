package io.taskledger.projector;

import static io.taskledger.projector.view.Story.accepted;
import static io.taskledger.projector.view.Story.published;
import static io.taskledger.projector.view.Story.requested;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Side;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.projector.view.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TimelineTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void entry_says_when_who_by_which_channel_what_changed_and_by_which_command() {
        assertThat(timeline(published(), accepted()).path(1)).isEqualTo(JSON.readTree("""
                {"version": 2, "time": "2026-11-22T10:01:00.000Z", "type": "taskledger.TaskAccepted.v1",
                 "actor": {"role": "CLIENT", "id": "client-7"}, "channel": "API", "status": "ACCEPTED",
                 "changed": {"creatorId": "creator-9", "payeeId": "creator-9"},
                 "eventId": "%s", "commandId": "c-2"}
                """.formatted(
                        Story.envelope("task-1", 2, accepted()).id())));
    }

    @Test
    void status_is_there_only_where_it_is_another() {
        JsonNode timeline = timeline(published(), accepted(), requested(Side.CLIENT, "campaign moved"));
        assertThat(timeline.path(0).path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(timeline.path(2).has("status")).isFalse();
        assertThat(timeline.path(2).path("changed").path("reason").asString()).isEqualTo("campaign moved");
    }

    private static JsonNode timeline(TaskEvent... events) {
        return JSON.readTree(JSON.writeValueAsString(Timeline.of(
                Story.of("task-1", events).stream().map(EventWire::write).toList())));
    }
}

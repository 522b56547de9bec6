package io.taskledger.projector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.taskledger.contract.Actor;
import io.taskledger.contract.Channel;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Status;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.projector.view.TaskView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A task's events as a person asks for them. */
final class Timeline {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Timeline() {}

    /**
     * One thing that happened.
     *
     * @param status  the new one; null where it stayed as it was
     * @param changed what the event says, besides who and by which channel
     */
    @Schema(name = "TimelineEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            long version,
            String time,
            String type,
            Actor actor,
            Channel channel,
            @Nullable Status status,

            @Schema(type = "object", description = "The event's fields, but for actor and channel")
            Object changed,

            String eventId,
            String commandId) {}

    static List<Entry> of(List<byte[]> records) {
        List<Entry> timeline = new ArrayList<>();
        TaskView task = null;
        for (byte[] record : records) {
            EventEnvelope event = EventWire.read(record);
            Status before = task == null ? null : task.status();
            task = TaskView.fold(task, event);
            timeline.add(new Entry(
                    event.version(),
                    Timestamps.format(event.time()),
                    event.type().typeName(),
                    event.actor(),
                    event.channel(),
                    task.status() == before ? null : task.status(),
                    changed(record),
                    event.id(),
                    event.causationId()));
        }
        return timeline;
    }

    private static Object changed(byte[] record) {
        ObjectNode data = (ObjectNode) JSON.readTree(record).get("data");
        return data.without(List.of("actor", "channel"));
    }
}

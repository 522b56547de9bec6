package io.taskledger.projector;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Status;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.contract.wire.Timestamps;
import io.taskledger.projector.view.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A task's events as a person asks for them. */
final class Timeline {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Timeline() {}

    static List<Map<String, Object>> of(List<byte[]> records) {
        List<Map<String, Object>> timeline = new ArrayList<>();
        TaskView task = null;
        for (byte[] record : records) {
            EventEnvelope event = EventWire.read(record);
            Status before = task == null ? null : task.status();
            task = TaskView.fold(task, event);
            timeline.add(entry(event, before, task.status(), record));
        }
        return timeline;
    }

    private static Map<String, Object> entry(
            EventEnvelope event, @Nullable Status before, Status after, byte[] record) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("version", event.version());
        entry.put("time", Timestamps.format(event.time()));
        entry.put("type", event.type().typeName());
        entry.put(
                "actor",
                Map.of("role", event.actor().role(), "id", event.actor().id()));
        entry.put("channel", event.channel());
        if (before != after) {
            entry.put("status", after);
        }
        JsonNode data = JSON.readTree(record).get("data");
        entry.put("changed", ((ObjectNode) data).without(List.of("actor", "channel")));
        entry.put("eventId", event.id());
        entry.put("commandId", event.causationId());
        return entry;
    }
}

package io.taskledger.projector.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Status;
import io.taskledger.contract.wire.EventWire;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every life of a task. */
final class TaskViewLawsTest {

    @Property
    void kept_as_json_between_events_it_is_what_it_would_be_without(@ForAll long seed) {
        TaskView kept = null;
        TaskView held = null;
        for (EventEnvelope event : life(seed)) {
            kept = again(TaskView.fold(kept, EventWire.read(EventWire.write(event))));
            held = TaskView.fold(held, event);
            assertThat(kept).isEqualTo(held);
        }
    }

    @Property
    void it_has_ended_where_its_status_is_final_and_then_with_its_last_event(@ForAll long seed) {
        List<EventEnvelope> life = life(seed);
        TaskView task = null;
        for (EventEnvelope event : life) {
            task = TaskView.fold(task, event);
        }
        TaskView last = Objects.requireNonNull(task);
        boolean over = last.status() == Status.CANCELLED || last.status() == Status.COMPLETED;
        assertThat(last.endedAt()).isEqualTo(over ? life.getLast().time() : null);
        assertThat(last.publishedAt()).isEqualTo(life.getFirst().time());
        assertThat(last.updatedAt()).isEqualTo(life.getLast().time());
        assertThat(last.version()).isEqualTo(life.size());
    }

    private static List<EventEnvelope> life(long seed) {
        return new Lives(new Random(seed), "").of("task-1");
    }

    private static TaskView again(TaskView task) {
        JsonMapper json = JsonMapper.shared();
        return json.readValue(json.writeValueAsString(task), TaskView.class);
    }
}

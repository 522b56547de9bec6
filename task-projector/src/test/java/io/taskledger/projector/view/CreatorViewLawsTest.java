package io.taskledger.projector.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.projector.view.Figures.Count;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every life of a creator, and for whatever its tasks come to. */
final class CreatorViewLawsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Property
    void kept_as_json_between_events_it_is_what_it_would_be_without(@ForAll long seed) {
        CreatorView kept = null;
        CreatorView held = null;
        for (CreatorEventEnvelope event : new CreatorLives(new Random(seed), "").of("creator-1")) {
            CreatorView next = CreatorView.fold(kept, CreatorEventWire.read(CreatorEventWire.write(event)));
            kept = JSON.readValue(JSON.writeValueAsString(next), CreatorView.class);
            held = CreatorView.fold(held, event);
            assertThat(kept).isEqualTo(held);
        }
    }

    @Property
    void task_is_accepted_once_and_ends_once_or_was_an_invitation_that_came_to_nothing(@ForAll long seed) {
        List<EventEnvelope> life = new Lives(new Random(seed), "").of("task-1");
        TaskRecord record = TaskRecord.NONE;
        TaskView task = null;
        for (EventEnvelope event : life) {
            TaskRecord more = record.plus(TaskRecord.of(task, event));
            record = JSON.readValue(JSON.writeValueAsString(more), TaskRecord.class);
            assertThat(record).isEqualTo(more);
            task = TaskView.fold(task, event);
        }
        TaskView last = Objects.requireNonNull(task);
        for (TaskKind kind : TaskKind.values()) {
            Figures figures = record.of(kind);
            boolean accepted = last.kind() == kind && last.acceptedAt() != null;
            assertThat(figures.count(Count.ACCEPTED)).isEqualTo(accepted ? 1 : 0);
            assertThat(figures.count(Count.UPLOADED)).isEqualTo(accepted && last.firstUploadAt() != null ? 1 : 0);
            assertThat(ended(figures)).isEqualTo(accepted && last.endedAt() != null ? 1 : 0);
            assertThat(figures.count(Count.DECLINED) + figures.count(Count.EXPIRED))
                    .isLessThanOrEqualTo(accepted ? 0 : 1);
        }
    }

    private static long ended(Figures figures) {
        return figures.count(Count.COMPLETED)
                + figures.count(Count.CANCELLED_BY_CREATOR)
                + figures.count(Count.CANCELLED_BY_CLIENT)
                + figures.count(Count.CANCELLED_OTHERWISE);
    }
}

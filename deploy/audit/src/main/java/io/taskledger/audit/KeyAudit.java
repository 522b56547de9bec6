package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All records of one key on one partition: a task's, a creator's, or both, as ids may be the same. */
final class KeyAudit {

    private final Partition tasks;
    private final @Nullable Partition creators;
    private final Records records;

    /**
     * All of them.
     *
     * @param here the partition of tasks, and that of creators, where there are any
     */
    KeyAudit(List<Partition> here, List<Entry> records) {
        this.tasks = here.getFirst();
        this.creators = here.size() > 1 ? here.getLast() : null;
        this.records = new Records(records);
    }

    /**
     * What the log says, to be counted and compared with the view.
     *
     * @param key     the id of the task, and of the creator
     * @param events  the task's
     * @param creator null where there are no topics of creators
     */
    record Outcome(
            String key,
            Life life,
            List<Json> events,
            @Nullable Json settlement,
            @Nullable Creator creator) {
        boolean isCreator() {
            return creator != null && creator.status != null;
        }
    }

    Outcome audit() {
        Notifications notifications = new Notifications(tasks);
        records.committed(Topics.NOTIFICATIONS).forEach(notifications::add);
        TaskAudit task = new TaskAudit(tasks, records);
        TaskHistory history = task.audit(notifications);
        List<Json> events =
                history.steps().stream().map(step -> step.event().json()).toList();
        Creator creator = creators == null
                ? null
                : new CreatorAudit(creators, records).audit(notifications).now();
        notifications.close();
        records.all().stream()
                .filter(Entry::aborted)
                .forEach(entry -> tasks.findings().checked(ABORTED));
        return new Outcome(records.key(), history.now(), events, task.settlement(), creator);
    }
}

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
     * @param isCreator whether there is a creator of that id
     */
    record Outcome(String taskId, Life life, @Nullable Json settlement, boolean isCreator) {}

    Outcome audit() {
        Notifications notifications = new Notifications(tasks);
        records.committed(Topics.NOTIFICATIONS).forEach(notifications::add);
        TaskAudit task = new TaskAudit(tasks, records);
        Life life = task.audit(notifications).now();
        boolean isCreator = creators != null
                && new CreatorAudit(creators, records).audit(notifications).now().status != null;
        notifications.close();
        records.all().stream()
                .filter(Entry::aborted)
                .forEach(entry -> tasks.findings().checked(ABORTED));
        return new Outcome(records.key(), life, task.settlement(), isCreator);
    }
}

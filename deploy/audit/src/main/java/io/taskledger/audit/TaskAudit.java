package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All records of one key on one partition, held against each other. */
final class TaskAudit {

    private final Partition here;
    private final List<Entry> records;

    TaskAudit(Partition here, List<Entry> records) {
        this.here = here;
        this.records = records;
    }

    /** What the log says the task is, to be compared with the view. */
    record Outcome(String taskId, Life life, @Nullable Json settlement) {}

    Outcome audit() {
        List<Asked> commands = new ArrayList<>();
        for (Entry entry : committedOrNot(Topics.COMMANDS)) {
            commands.add(Asked.read(entry));
        }
        History history = new History(here, new Causes(here, commands));
        committed(Topics.EVENTS).forEach(history::add);
        history.close();
        Set<String> aborted = abortedOnly(history);
        Answers answers = new Answers(here, history, aborted);
        committed(Topics.RESULTS).forEach(answers::result);
        commands.forEach(answers::command);
        String group = Json.shown(records.getFirst().group());
        answers.close(group);
        Settlements settlements = new Settlements(here, history, aborted);
        committed(Topics.SETTLEMENTS).forEach(settlements::add);
        settlements.close();
        Notifications notifications = new Notifications(here);
        committed(Topics.NOTIFICATIONS).forEach(notifications::add);
        notifications.check(history.notices(), aborted);
        here.money().task(history.life());
        records.stream().filter(Entry::aborted).forEach(entry -> here.findings().checked(ABORTED));
        byte[] key = records.getFirst().key();
        return new Outcome(key == null ? "" : new String(key, UTF_8), history.life(), settlements.first());
    }

    private List<Entry> committedOrNot(Topics topic) {
        return records.stream()
                .filter(entry -> entry.topic().equals(topic.topic))
                .toList();
    }

    private List<Entry> committed(Topics topic) {
        return records.stream()
                .filter(entry -> entry.topic().equals(topic.topic) && !entry.aborted())
                .toList();
    }

    /** Events that were written, aborted, and never came true: an id alone does not tell, as it follows from the version. */
    private Set<String> abortedOnly(History history) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : committedOrNot(Topics.EVENTS)) {
            Happened event = entry.aborted() ? Happened.read(entry) : null;
            if (event != null && history.event(event.id()) == null) {
                ids.add(event.id());
            }
        }
        return ids;
    }
}

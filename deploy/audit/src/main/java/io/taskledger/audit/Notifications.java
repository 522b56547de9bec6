package io.taskledger.audit;

import static io.taskledger.audit.Invariant.CAUSES;

import io.taskledger.audit.Findings.Offender;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The notifications of one key: exactly those that the events of its task, or of its creator, call for. */
final class Notifications {

    private final CalledFor notifications;
    private final Set<String> abortedEvents = new HashSet<>();

    Notifications(Partition here) {
        this.notifications = new CalledFor(here, CAUSES, "notification");
    }

    void add(Entry entry) {
        var unused = notifications.add(entry);
    }

    /** Those that the events of one aggregate call for. */
    void check(Partition here, List<Notice> notices, Set<String> abortedEvents) {
        this.abortedEvents.addAll(abortedEvents);
        for (Notice notice : notices) {
            List<Entry> found = notifications.take(notice.id());
            Entry cause = notice.event().entry();
            if (found == null) {
                String message = "no " + notice.template() + " to the " + notice.role();
                Offender offender = new Offender(cause.place(), notice.event().subject(), message);
                here.notified().missing(CAUSES, cause.offset(), offender);
            } else {
                here.notified().matched(cause.offset(), found.getFirst().offset());
                here.findings()
                        .about(cause)
                        .that(CAUSES, found.size() == 1, found.size() + " of one notification " + notice.template());
                found.forEach(entry ->
                        notice.check(CalledFor.json(entry), here.findings().about(entry)));
            }
        }
    }

    /** Whatever was called for by none. */
    void close() {
        notifications.close(abortedEvents);
    }
}

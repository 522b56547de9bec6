package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.CAUSES;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The notifications of one key: exactly those that the events of its task, or of its creator, call for. */
final class Notifications {

    private final Partition here;
    private final Map<String, List<Entry>> byId = new HashMap<>();
    private final Set<String> abortedEvents = new HashSet<>();

    Notifications(Partition here) {
        this.here = here;
    }

    void add(Entry entry) {
        here.findings().checked(CAUSES);
        About about = here.findings().about(entry);
        about.that(CAUSES, here.isHome(entry), "not on its key's partition");
        Json json = Json.parse(entry.value());
        String id = json == null ? null : json.text("id");
        about.that(CAUSES, id != null, "the notification cannot be read");
        if (id != null) {
            byId.computeIfAbsent(id, one -> new ArrayList<>(1)).add(entry);
        }
    }

    /** Those that the events of one aggregate call for. */
    void check(Partition here, List<Notice> notices, Set<String> abortedEvents) {
        this.abortedEvents.addAll(abortedEvents);
        for (Notice notice : notices) {
            List<Entry> found = byId.remove(notice.id());
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
                found.forEach(entry -> notice.check(json(entry), here.findings().about(entry)));
            }
        }
    }

    /** Whatever was called for by none. */
    void close() {
        byId.values()
                .forEach(found -> found.forEach(entry -> {
                    boolean aborted =
                            abortedEvents.contains(String.valueOf(json(entry).text("causationid")));
                    here.findings()
                            .about(entry)
                            .that(aborted ? ABORTED : CAUSES, false, "a notification that no event calls for");
                }));
    }

    private static Json json(Entry entry) {
        Json json = Json.parse(entry.value());
        if (json == null) {
            throw new IllegalStateException("it was read before: " + entry.place());
        }
        return json;
    }
}

package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;

import io.taskledger.audit.Findings.About;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of one kind that events call for, each by its id: nothing may be left when all that is called for was taken. */
final class CalledFor {

    private final Partition here;
    private final Invariant invariant;
    private final String what;
    private final Map<String, List<Entry>> byId = new HashMap<>();

    /**
     * None yet.
     *
     * @param invariant that such a record has a cause
     * @param what      one of them is called
     */
    CalledFor(Partition here, Invariant invariant, String what) {
        this.here = here;
        this.invariant = invariant;
        this.what = what;
    }

    /** Returns what it says; null where that cannot be read, which is a violation. */
    @Nullable
    Json add(Entry entry) {
        here.findings().checked(invariant);
        About about = here.findings().about(entry);
        about.that(invariant, here.isHome(entry), "not on its key's partition");
        Json json = Json.parse(entry.value());
        String id = json == null ? null : json.text("id");
        about.that(invariant, id != null, "the " + what + " cannot be read");
        if (id == null) {
            return null;
        }
        byId.computeIfAbsent(id, one -> new ArrayList<>(1)).add(entry);
        return json;
    }

    /** All of that id, in order; null where there is none. */
    @Nullable
    List<Entry> take(String id) {
        return byId.remove(id);
    }

    /** Whatever was called for by no event. */
    void close(Set<String> abortedEvents) {
        byId.values()
                .forEach(found -> found.forEach(entry -> {
                    boolean aborted =
                            abortedEvents.contains(String.valueOf(json(entry).text("causationid")));
                    here.findings()
                            .about(entry)
                            .that(aborted ? ABORTED : invariant, false, "a " + what + " that no event calls for");
                }));
    }

    /** What one that was added says. */
    static Json json(Entry entry) {
        Json json = Json.parse(entry.value());
        if (json == null) {
            throw new IllegalStateException("it was read before: " + entry.place());
        }
        return json;
    }
}

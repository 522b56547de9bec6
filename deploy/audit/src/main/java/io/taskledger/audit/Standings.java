package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.STANDING;

import io.taskledger.audit.CreatorHistory.Stood;
import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The standings of one creator: one for each event that changes it, in order, and no other. */
final class Standings {

    private final Partition here;
    private final Map<String, List<Entry>> byId = new HashMap<>();
    private final List<Entry> all = new ArrayList<>();
    private long version;

    Standings(Partition here) {
        this.here = here;
    }

    void add(Entry entry) {
        here.findings().checked(STANDING);
        About about = here.findings().about(entry);
        about.that(STANDING, here.isHome(entry), "not on its key's partition");
        Json json = Json.parse(entry.value());
        String id = json == null ? null : json.text("id");
        about.that(STANDING, id != null, "the standing cannot be read");
        if (json != null && id != null) {
            long next = json.at("data").numberOr("version", -1);
            about.that(STANDING, next > version, "version " + next + " behind version " + version);
            version = Math.max(version, next);
            byId.computeIfAbsent(id, one -> new ArrayList<>(1)).add(entry);
            all.add(entry);
        }
    }

    void check(List<Stood> due, Set<String> abortedEvents) {
        for (Stood stood : due) {
            List<Entry> found = byId.remove(Ids.standing(stood.event().subject(), stood.version()));
            if (found == null) {
                missing(stood);
            } else {
                here.output()
                        .matched(
                                stood.event().entry().offset(), found.getFirst().offset());
                found.forEach(entry -> check(stood, entry));
            }
        }
        byId.values()
                .forEach(found -> found.forEach(entry -> {
                    boolean aborted =
                            abortedEvents.contains(String.valueOf(json(entry).text("causationid")));
                    here.findings()
                            .about(entry)
                            .that(aborted ? ABORTED : STANDING, false, "a standing that no event calls for");
                }));
    }

    private void missing(Stood stood) {
        Happened event = stood.event();
        Offender offender = new Offender(event.entry().place(), event.subject(), "its standing is missing");
        long successor = all.stream()
                .filter(entry -> json(entry).at("data").numberOr("version", -1) > stood.version())
                .mapToLong(Entry::offset)
                .findFirst()
                .orElse(-1);
        if (successor < 0) {
            here.output().missing(STANDING, event.entry().offset(), offender);
        } else if (here.compaction().mayHaveTaken(successor)) {
            here.findings().notJudged(STANDING);
        } else {
            here.findings().violated(STANDING, offender);
        }
    }

    private void check(Stood stood, Entry entry) {
        About about = here.findings().about(entry);
        Happened event = stood.event();
        Json json = json(entry);
        Json data = json.at("data");
        about.same(STANDING, "type", json.text("type"), "taskledger.CreatorStanding.v1");
        about.same(STANDING, "subject", json.text("subject"), event.subject());
        about.same(STANDING, "time", json.time("time"), event.timeMs());
        about.same(STANDING, "causationid", json.text("causationid"), event.id());
        for (String name : new String[] {"sequence", "correlationid", "traceparent"}) {
            about.same(STANDING, name, json.text(name), event.json().text(name));
        }
        about.same(STANDING, "creatorId", data.text("creatorId"), event.subject());
        about.same(STANDING, "version", data.number("version"), stood.version());
        about.same(STANDING, "standing", Standing.read(data), stood.standing());
    }

    private static Json json(Entry entry) {
        Json json = Json.parse(entry.value());
        if (json == null) {
            throw new IllegalStateException("it was read before: " + entry.place());
        }
        return json;
    }
}

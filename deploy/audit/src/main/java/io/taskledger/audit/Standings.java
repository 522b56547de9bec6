package io.taskledger.audit;

import static io.taskledger.audit.Invariant.STANDING;

import io.taskledger.audit.CreatorHistory.Stood;
import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The standings of one creator: one for each event that changes it, in order, and no other. */
final class Standings {

    private final Partition here;
    private final CalledFor standings;
    private final List<Entry> all = new ArrayList<>();
    private long version;

    Standings(Partition here) {
        this.here = here;
        this.standings = new CalledFor(here, STANDING, "standing");
    }

    void add(Entry entry) {
        Json json = standings.add(entry);
        if (json != null) {
            long next = json.at("data").numberOr("version", -1);
            here.findings()
                    .about(entry)
                    .that(STANDING, next > version, "version " + next + " behind version " + version);
            version = Math.max(version, next);
            all.add(entry);
        }
    }

    void check(List<Stood> due, Set<String> abortedEvents) {
        for (Stood stood : due) {
            List<Entry> found = standings.take(Ids.standing(stood.event().subject(), stood.version()));
            if (found == null) {
                missing(stood);
            } else {
                here.output()
                        .matched(
                                stood.event().entry().offset(), found.getFirst().offset());
                found.forEach(entry -> check(stood, entry));
            }
        }
        standings.close(abortedEvents);
    }

    private void missing(Stood stood) {
        Happened event = stood.event();
        Offender offender = new Offender(event.entry().place(), event.subject(), "its standing is missing");
        long successor = all.stream()
                .filter(entry -> CalledFor.json(entry).at("data").numberOr("version", -1) > stood.version())
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
        Json json = CalledFor.json(entry);
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
}

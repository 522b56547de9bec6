package io.taskledger.audit;

import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.CreatorHistory.Stood;
import io.taskledger.audit.Sight.Seen;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** What tasks were decided by that their creators' standings had to do with, and these standings. */
final class Sights implements AutoCloseable {

    private final Creators mode;
    private final Findings findings;
    private final ByCreator all;

    /** As it was published, and when it was decided. */
    record Known(long version, long timeMs, Standing standing) {}

    Sights(Creators mode, Findings findings, long bytesInMemory) {
        this.mode = mode;
        this.findings = findings;
        this.all = new ByCreator(bytesInMemory);
    }

    /** Others could know of it from then on. */
    void standing(Stood stood) {
        Known known = new Known(stood.version(), stood.event().timeMs(), stood.standing());
        all.add(stood.event().subject(), known);
    }

    /** An acceptance says which standing it saw; of a crowd task's creator nobody asks. */
    void event(Life life, Happened event) {
        Json standing = event.data().at("standing");
        String creatorId = event.data().text("creatorId");
        if (!event.type().equals("TaskAccepted") || creatorId == null) {
            return;
        }
        Seen seen = standing.node().isMissingNode()
                ? null
                : new Seen(standing.numberOr("version", -1), standing.text("status"), standing.text("mcnId"));
        Entry entry = event.entry();
        if ("ORDER".equals(life.kind)) {
            String mcn = event.role().equals("MCN") ? event.actorId() : null;
            all.add(
                    creatorId,
                    new Sight(
                            entry.place(),
                            event.subject(),
                            mcn,
                            event.timeMs(),
                            new Sight.Accepted(entry.timestampMs(), seen),
                            null));
        } else {
            findings.about(entry).that(RULES, seen == null, "a crowd task asks for no standing");
        }
    }

    /** An answer that the creator's standing decided, or could have. */
    void answer(Asked command, Answered answer, long decidedMs, boolean conflicts) {
        Json actor = command.data().at("actor");
        String actorId = String.valueOf(actor.text("id"));
        String creatorId = Objects.requireNonNullElse(command.data().text("creatorId"), actorId);
        Entry entry = answer.entry();
        all.add(
                creatorId,
                new Sight(
                        entry.place(),
                        Json.shown(entry.group()),
                        "MCN".equals(actor.text("role")) ? actorId : null,
                        decidedMs,
                        null,
                        new Sight.Answer(conflicts, answer.code(), answer.bannedUntilMs())));
    }

    /** Once all partitions are read. */
    void check() throws IOException {
        for (int bucket = 0; bucket < all.buckets(); bucket++) {
            for (ByCreator.Known of : all.take(bucket)) {
                List<Known> known = of.all(Known.class);
                of.all(Sight.class).forEach(sight -> sight.check(mode, known, findings));
            }
        }
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}

package io.taskledger.audit;

import static io.taskledger.audit.Invariant.RULES;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.audit.CreatorHistory.Stood;
import io.taskledger.audit.Sight.Seen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tasks were decided by that their creators' standings had to do with. Creators and tasks are not partitioned alike:
 * both are put together, creator by creator, at the very end; on disk, where they are many.
 */
final class Sights implements AutoCloseable {

    private static final String SIGHT = "sight";
    private static final String STANDING = "standing";

    /** Text that is no Unicode must pass. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Creators mode;
    private final Findings findings;
    private final int count;
    private final Buckets all;

    /** As it was published, and when it was decided. */
    record Known(long version, long timeMs, Standing standing) {}

    Sights(Creators mode, Findings findings, int buckets) throws IOException {
        this.mode = mode;
        this.findings = findings;
        this.count = buckets;
        this.all = Buckets.of(buckets);
    }

    /** Others could know of it from then on. */
    void standing(Stood stood) {
        Known known = new Known(stood.version(), stood.event().timeMs(), stood.standing());
        add(stood.event().subject(), STANDING, known);
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
            add(
                    creatorId,
                    SIGHT,
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
        add(
                creatorId,
                SIGHT,
                new Sight(
                        entry.place(),
                        Json.shown(entry.group()),
                        "MCN".equals(actor.text("role")) ? actorId : null,
                        decidedMs,
                        null,
                        new Sight.Answer(conflicts, answer.code(), answer.bannedUntilMs())));
    }

    private void add(String creatorId, String what, Object value) {
        byte[] key = creatorId.getBytes(UTF_8);
        all.add(new Entry(what, 0, 0, 0, key, Map.of(), MAPPER.writeValueAsBytes(value), false));
    }

    /** Once all partitions are read. */
    void check() throws IOException {
        for (int bucket = 0; bucket < count; bucket++) {
            for (List<Entry> group : all.take(bucket).values()) {
                List<Known> known = read(group, STANDING, Known.class);
                for (Sight sight : read(group, SIGHT, Sight.class)) {
                    sight.check(mode, known, findings);
                }
            }
        }
    }

    private static <T> List<T> read(List<Entry> group, String what, Class<T> type) {
        return group.stream()
                .filter(entry -> entry.topic().equals(what))
                .map(entry -> MAPPER.readValue(entry.value(), type))
                .toList();
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}

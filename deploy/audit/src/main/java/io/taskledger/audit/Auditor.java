package io.taskledger.audit;

import static io.taskledger.audit.Invariant.MONEY;

import io.taskledger.audit.Findings.Offender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the topics partition by partition, and through each task by task, creator by creator. */
public final class Auditor {

    /** So many records are in memory at once; a partition with more goes through files. */
    static final int MAX_RECORDS_IN_MEMORY = 200_000;

    private final Log log;
    private final boolean live;
    private final @Nullable View view;
    private final Progress progress;
    private final int recordsInMemory;
    private final Findings findings = new Findings();
    private final Money money = new Money();
    private final Map<Topics, Long> records = new EnumMap<>(Topics.class);
    private final Creators mode;
    private long tasks;
    private long creators;

    /** Is told how far we are. */
    public interface Progress {
        void done(int partition, int partitions, long records, long tasks, long violations);
    }

    /**
     * What was found.
     *
     * @param hasCreators whether their topics were there
     */
    public record Outcome(
            Findings findings,
            Money money,
            Map<Topics, Long> records,
            long tasks,
            boolean hasCreators,
            long creators) {}

    /**
     * An audit of all topics.
     *
     * @param live the services run: what is not answered or settled yet is no fault
     * @param view null where it is not looked at
     */
    public Auditor(Log log, boolean live, Creators mode, @Nullable View view, Progress progress) {
        this(log, live, mode, view, progress, MAX_RECORDS_IN_MEMORY);
    }

    Auditor(Log log, boolean live, Creators mode, @Nullable View view, Progress progress, int recordsInMemory) {
        this.log = log;
        this.mode = mode;
        this.live = live;
        this.view = view;
        this.progress = progress;
        this.recordsInMemory = recordsInMemory;
    }

    public Outcome run() throws IOException, InterruptedException {
        if (!log.hasCreators()) {
            run(null, null);
        } else {
            int buckets = buckets(expectedOfCreators());
            try (Sights sights = new Sights(mode, findings, buckets);
                    CreatorRecords shown = view == null ? null : new CreatorRecords(view, findings, live, buckets)) {
                run(sights, shown);
                sights.check();
                if (shown != null) {
                    shown.check();
                }
            }
        }
        inAll();
        return new Outcome(findings, money, records, tasks, log.hasCreators(), creators);
    }

    private void run(@Nullable Sights sights, @Nullable CreatorRecords shown) throws IOException, InterruptedException {
        List<Shared> shared = new ArrayList<>();
        shared.add(Shared.of(Aggregate.TASK, log, findings, money, sights));
        if (sights != null) {
            shared.add(Shared.of(Aggregate.CREATOR, log, findings, money, sights));
        }
        for (int number = 0; number < log.partitions(); number++) {
            List<Partition> here = new ArrayList<>();
            for (Shared one : shared) {
                here.add(Partition.of(log, number, live, findings, one));
            }
            audit(number, here, shown);
            here.forEach(Partition::close);
            long all = records.values().stream().mapToLong(Long::longValue).sum();
            progress.done(number, log.partitions(), all, tasks, findings.violations());
        }
        shared.forEach(one -> one.close(log));
    }

    private void audit(int number, List<Partition> here, @Nullable CreatorRecords shown)
            throws IOException, InterruptedException {
        int buckets = buckets(expected(number));
        TaskViewCheck tasksShown =
                view == null ? null : new TaskViewCheck(view, findings, live, view.sample(log.partitions()));
        try (Buckets all = Buckets.of(buckets)) {
            for (Topics topic : Topics.of(log).toList()) {
                read(topic, number, here, all);
            }
            for (int bucket = 0; bucket < buckets; bucket++) {
                for (List<Entry> group : all.take(bucket).values()) {
                    KeyAudit.Outcome outcome = new KeyAudit(here, group).audit();
                    tasks += outcome.life().status == null ? 0 : 1;
                    creators += outcome.isCreator() ? 1 : 0;
                    if (tasksShown != null) {
                        tasksShown.check(outcome);
                    }
                    if (shown != null) {
                        shown.add(outcome);
                    }
                }
            }
        }
    }

    private void read(Topics topic, int number, List<Partition> here, Buckets all) throws IOException {
        long[] read = {0};
        log.read(topic, number, entry -> {
            read[0]++;
            if (!topic.isDeadLetters()) {
                all.add(entry);
            }
            if (topic == Topics.CREATOR_STANDING) {
                here.getLast().compaction().add(entry);
            }
        });
        records.merge(topic, read[0], Long::sum);
    }

    private int buckets(long records) {
        return (int) Math.min(Buckets.MAX, records / recordsInMemory + 1);
    }

    private long expected(int number) {
        return Topics.of(log).mapToLong(topic -> extent(topic, number)).sum();
    }

    /** At most: each answer of a task, each of its events, and each standing. What the view has to show is less. */
    private long expectedOfCreators() {
        long expected = 0;
        for (int number = 0; number < log.partitions(); number++) {
            expected += extent(Topics.RESULTS, number)
                    + extent(Topics.EVENTS, number)
                    + extent(Topics.CREATOR_EVENTS, number);
        }
        return expected;
    }

    private long extent(Topics topic, int number) {
        Log.Extent extent = log.extent(topic, number);
        return Math.max(0, extent.end() - extent.start());
    }

    /** Once more in sums: whatever ended was settled, to the last unit. Not while tasks wait for their settlement. */
    private void inAll() {
        if (findings.of(Invariant.SETTLED).notJudged() > 0) {
            findings.notJudged(MONEY);
            return;
        }
        money.sums().forEach((currency, sums) -> {
            findings.checked(MONEY);
            if (!sums.conserved()) {
                String message = sums.ended() + " were put up for tasks that have ended, but " + sums.toCreators()
                        + " + " + sums.toClients() + " were settled";
                findings.violated(MONEY, new Offender("all", currency, message));
            }
        });
    }
}

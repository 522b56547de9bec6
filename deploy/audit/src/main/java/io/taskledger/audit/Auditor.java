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

    /** So much of a partition is in memory at once, and as much of creators, twice; what is larger goes through files. */
    static final long MAX_BYTES_IN_MEMORY = 128L * 1024 * 1024;

    private final Log log;
    private final boolean live;
    private final @Nullable View view;
    private final Progress progress;
    private final long bytesInMemory;
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
        this(log, live, mode, view, progress, MAX_BYTES_IN_MEMORY);
    }

    Auditor(Log log, boolean live, Creators mode, @Nullable View view, Progress progress, long bytesInMemory) {
        this.log = log;
        this.mode = mode;
        this.live = live;
        this.view = view;
        this.progress = progress;
        this.bytesInMemory = bytesInMemory;
    }

    public Outcome run() throws IOException, InterruptedException {
        if (!log.hasCreators()) {
            run(null, null);
        } else {
            try (Sights sights = new Sights(mode, findings, bytesInMemory);
                    CreatorRecords shown =
                            view == null ? null : new CreatorRecords(view, findings, live, bytesInMemory)) {
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
            audit(number, shared, shown);
            long all = records.values().stream().mapToLong(Long::longValue).sum();
            progress.done(number, log.partitions(), all, tasks, findings.violations());
        }
        shared.forEach(one -> one.close(log));
    }

    private void audit(int number, List<Shared> shared, @Nullable CreatorRecords shown)
            throws IOException, InterruptedException {
        TaskViewCheck tasksShown =
                view == null ? null : new TaskViewCheck(view, findings, live, view.sample(log.partitions()));
        try (Buckets all = new Buckets(bytesInMemory)) {
            Compaction compaction = new Compaction();
            for (Topics topic : Topics.of(log).toList()) {
                read(topic, number, compaction, all);
            }
            // Only now: where a partition begins is known when it is read.
            List<Partition> here = shared.stream()
                    .map(one -> Partition.of(log, number, live, findings, compaction, one))
                    .toList();
            for (int bucket = 0; bucket < all.count(); bucket++) {
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
            here.forEach(Partition::close);
        }
    }

    private void read(Topics topic, int number, Compaction compaction, Buckets all) throws IOException {
        long[] read = {0};
        log.read(topic, number, entry -> {
            read[0]++;
            if (!topic.isDeadLetters()) {
                all.add(entry);
            }
            if (topic == Topics.CREATOR_STANDING) {
                compaction.add(entry);
            }
        });
        records.merge(topic, read[0], Long::sum);
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

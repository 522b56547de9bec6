package io.taskledger.audit;

import static io.taskledger.audit.Invariant.MONEY;

import io.taskledger.audit.Findings.Offender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the topics partition by partition, and through each task by task. */
public final class Auditor {

    /** So many records are in memory at once; a partition with more goes through files. */
    static final int MAX_RECORDS_IN_MEMORY = 200_000;

    private final Log log;
    private final boolean live;
    private final @Nullable ViewCheck view;
    private final Progress progress;
    private final int recordsInMemory;
    private final Findings findings = new Findings();
    private final Money money = new Money();
    private final Map<Topics, Long> records = new EnumMap<>(Topics.class);
    private long tasks;

    /** Is told how far we are. */
    public interface Progress {
        void done(int partition, int partitions, long records, long tasks, long violations);
    }

    /** What all partitions share. */
    record Shared(DeadLetters deadLetters, Strays strays, Money money) {}

    /** What was found. */
    public record Outcome(Findings findings, Money money, Map<Topics, Long> records, long tasks) {}

    /**
     * An audit of all topics.
     *
     * @param live the services run: what is not answered or settled yet is no fault
     * @param view null where it is not looked at
     */
    public Auditor(Log log, boolean live, @Nullable ViewCheck view, Progress progress) {
        this(log, live, view, progress, MAX_RECORDS_IN_MEMORY);
    }

    Auditor(Log log, boolean live, @Nullable ViewCheck view, Progress progress, int recordsInMemory) {
        this.log = log;
        this.live = live;
        this.view = view;
        this.progress = progress;
        this.recordsInMemory = recordsInMemory;
    }

    public Outcome run() throws IOException, InterruptedException {
        Shared shared = new Shared(new DeadLetters(findings), new Strays(findings), money);
        shared.deadLetters.read(log);
        List<Pairing> answers = new ArrayList<>();
        for (int number = 0; number < log.partitions(); number++) {
            Partition here = Partition.of(log, number, live, findings, shared);
            answers.add(here.answers());
            audit(here);
            here.close();
            long all = records.values().stream().mapToLong(Long::longValue).sum();
            progress.done(number, log.partitions(), all, tasks, findings.violations());
        }
        shared.strays.close(answers, log);
        answers.forEach(Pairing::close);
        shared.deadLetters.close(log);
        inAll();
        return new Outcome(findings, money, records, tasks);
    }

    private void audit(Partition here) throws IOException, InterruptedException {
        long expected = 0;
        for (Topics topic : Topics.values()) {
            Log.Extent extent = log.extent(topic, here.number());
            expected += Math.max(0, extent.end() - extent.start());
        }
        int buckets = (int) Math.min(Buckets.MAX, expected / recordsInMemory + 1);
        try (Buckets all = Buckets.of(buckets)) {
            for (Topics topic : Topics.values()) {
                long[] read = {0};
                log.read(topic, here.number(), entry -> {
                    read[0]++;
                    if (topic != Topics.DEAD_LETTERS) {
                        all.add(entry);
                    }
                });
                records.merge(topic, read[0], Long::sum);
            }
            for (int bucket = 0; bucket < buckets; bucket++) {
                for (List<Entry> group : all.take(bucket).values()) {
                    TaskAudit.Outcome outcome = new TaskAudit(here, group).audit();
                    tasks += outcome.life().status == null ? 0 : 1;
                    if (view != null && outcome.life().status != null) {
                        view.check(outcome, findings, here.number());
                    }
                }
            }
        }
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

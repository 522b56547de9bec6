package io.taskledger.simulation;

import io.taskledger.contract.topics.Topic;
import io.taskledger.engine.LedgerService;
import io.taskledger.simulation.PartitionLog.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One process of a service, with one thread: its tasks share a transaction, as Kafka Streams has it. */
final class Instance {

    private final Service group;
    private final LedgerService service;
    private final TimerProducer timer;
    private final String name;
    private final Map<Integer, StreamTask> tasks = new TreeMap<>();

    /** Since it was started. */
    private final List<CopiedTopic> copies = new ArrayList<>();

    private @Nullable Transaction transaction;
    private boolean fenced;

    Instance(Service group, LedgerService service, TimerProducer timer, String name) {
        this.group = group;
        this.service = service;
        this.timer = timer;
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }

    TimerProducer timer() {
        return timer;
    }

    boolean has(int partition) {
        return tasks.containsKey(partition);
    }

    boolean isFenced() {
        return fenced;
    }

    void take(int partition) {
        Drawn drawn = new Drawn();
        service.topology(drawn, group.surroundings());
        if (copies.isEmpty()) {
            drawn.copies().forEach(copy -> copies.add(new CopiedTopic(group, copy)));
        }
        Map<String, Store> copied =
                copies.stream().map(CopiedTopic::store).collect(Collectors.toMap(Store::name, Function.identity()));
        StreamTask task = new StreamTask(drawn, partition, copied, this::write);
        group.init(task, partition);
        tasks.put(partition, task);
    }

    /** In good order: whatever is done is committed first. */
    void give(int partition) {
        commit();
        tasks.remove(partition);
    }

    void poll(int partition, int max) {
        StreamTask task = tasks.get(partition);
        if (task == null) {
            return;
        }
        for (Written record : group.read(task.input(), partition, task.position(), max)) {
            if (transaction == null && !fenced) {
                transaction = new Transaction();
            }
            if (group.fault(Fault.OFFSETS_FIRST)) {
                group.kept().commitOffset(partition, record.offset() + 1);
            }
            task.process(record);
        }
    }

    /** Beside its tasks, by a thread of its own. */
    void readCopies(int partition, int max) {
        copies.forEach(copy -> copy.read(partition, max));
    }

    private void write(Topic topic, Record<byte[], byte[]> record) {
        // What the producer of a fenced instance sends is refused.
        if (!fenced) {
            group.write(topic, record, group.fault(Fault.AT_LEAST_ONCE) ? null : transaction);
        }
    }

    /** Output, state and offsets at once. */
    void commit() {
        Transaction open = transaction;
        if (open != null) {
            transaction = null;
            open.commit();
            tasks.forEach((partition, task) -> group.kept().commit(partition, task));
        }
    }

    /** The transaction comes to nothing; the tasks live on, with the same processors, from the last commit. */
    void abort() {
        if (!fenced) {
            rollBack();
            tasks.forEach((partition, task) -> group.init(task, partition));
        }
    }

    private void rollBack() {
        Transaction open = transaction;
        if (open != null) {
            transaction = null;
            open.abort();
            if (group.fault(Fault.STORES_KEEP_ABORTED_WRITES)) {
                tasks.forEach((partition, task) -> group.kept().keep(partition, task));
            }
        }
    }

    /** Killed. Its transaction stays open, and holds readers up, until the broker ends it. */
    @Nullable
    Transaction kill() {
        Transaction open = transaction;
        transaction = null;
        if (open != null && group.fault(Fault.STORES_KEEP_ABORTED_WRITES)) {
            tasks.forEach((partition, task) -> group.kept().keep(partition, task));
        }
        tasks.clear();
        copies.clear();
        fenced = false;
        return open;
    }

    /** Stopped for so long that others were given its partitions; it does not know yet. */
    void fence() {
        rollBack();
        fenced = true;
    }

    /** What a timer does by its own clock. */
    void punctuate(long nowMs) {
        for (StreamTask task : List.copyOf(tasks.values())) {
            task.punctuate(nowMs);
        }
    }
}

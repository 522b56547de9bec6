package io.taskledger.simulation;

import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.engine.LedgerService;
import io.taskledger.engine.StateStores;
import io.taskledger.engine.Surroundings;
import io.taskledger.engine.Surroundings.LogEnd;
import io.taskledger.simulation.PartitionLog.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A service: its two instances, and what outlives them. */
final class Service {

    private final String name;
    private final Broker broker;
    private final Set<Fault> faults;
    private final LedgerService any;
    private final Surroundings surroundings;
    private final List<Instance> instances;
    private final Kept kept = new Kept();
    private final List<Transaction> hanging = new ArrayList<>();

    Service(String name, Broker broker, Set<Fault> faults, Function<TimerProducer, LedgerService> service) {
        this.name = name;
        this.broker = broker;
        this.faults = faults;
        this.any = service.apply(new TimerProducer(broker));
        Map<Topic, String> ids = new HashMap<>();
        any.topics().forEach(topic -> ids.put(topic, Broker.id(topic)));
        this.surroundings = new Surroundings(
                new TopicCheck(Broker.PARTITIONS, ids), this::end, new StateStores(StateStores.Kind.MEMORY, (short) 1));
        this.instances = Stream.of(name + " 1", name + " 2")
                .map(each -> {
                    TimerProducer timer = new TimerProducer(broker);
                    return new Instance(this, service.apply(timer), timer, each);
                })
                .toList();
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            instances.get(partition).take(partition);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    List<Instance> instances() {
        return instances;
    }

    Kept kept() {
        return kept;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    private LogEnd end(int partition) {
        return new LogEnd(
                broker.log(any.output(), partition)
                        .lastCommitted()
                        .map(last -> new ConsumerRecord<>(
                                any.output().topicName(), partition, last.offset(), last.key(), last.value())),
                broker.log(any.input(), partition).stableEnd());
    }

    boolean fault(Fault fault) {
        return faults.contains(fault);
    }

    List<Written> read(Topic topic, int partition, long from, int max) {
        return broker.log(topic, partition).read(from, max, fault(Fault.READ_UNCOMMITTED));
    }

    void write(Topic topic, Record<byte[], byte[]> record, @Nullable Transaction transaction) {
        byte[] key = record.key();
        int partition = Broker.partitionOf(key);
        broker.append(topic, partition, key, record.value(), record.headers(), record.timestamp(), transaction);
    }

    /** Whoever restores waits until no transaction is undecided. */
    void init(StreamTask task, int partition) {
        endHanging();
        kept.restore(task, partition);
    }

    /** Everybody has all that is there, and commits. */
    void work() {
        for (Instance instance : instances) {
            for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
                instance.poll(partition, Integer.MAX_VALUE);
            }
            instance.commit();
        }
    }

    /** What was published is known everywhere. */
    void readCopies() {
        for (Instance instance : instances) {
            for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
                instance.readCopies(partition, Integer.MAX_VALUE);
            }
        }
    }

    /** All that is readable is done, and committed. */
    boolean isDone() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            if (!read(any.input(), partition, kept.committed(partition), 1).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    void kill(Instance instance) {
        Transaction open = instance.kill();
        if (open != null) {
            hanging.add(open);
        }
    }

    /** The broker has had enough of the transactions that nobody goes on with. */
    void endHanging() {
        hanging.forEach(Transaction::abort);
        hanging.clear();
    }

    /** A partition that nobody has, or whose instance is not what it seems, goes to that one. */
    void assign(int partition, Instance to) {
        for (Instance from : instances) {
            if (from != to && from.has(partition) && !from.isFenced()) {
                from.give(partition);
            }
        }
        if (to.isFenced()) {
            kill(to);
        }
        if (!to.has(partition)) {
            to.take(partition);
        }
    }

    /** Every partition is somebody's who works. */
    void heal() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            int at = partition;
            if (instances.stream().noneMatch(one -> one.has(at) && !one.isFenced())) {
                assign(partition, instances.get(partition));
            }
        }
    }

    void stop() {
        instances.forEach(this::kill);
        endHanging();
    }

    boolean hasWritten(int partition) {
        return broker.log(any.output(), partition).lastCommitted().isPresent();
    }

    /** As {@code --rebuild} does it: the stores are made anew from the log; the offsets stay. */
    void rebuild() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            kept.rebuilt(partition, folded(partition));
        }
    }

    /** What the log alone gives. */
    StreamTask folded(int partition) {
        Drawn drawn = new Drawn();
        any.rebuildTopology(drawn, surroundings);
        StreamTask fold = new StreamTask(drawn, partition, Map.of(), (topic, record) -> {
            throw new IllegalStateException("a rebuild writes nothing");
        });
        fold.init(Map.of(), 0);
        read(fold.input(), partition, 0, Integer.MAX_VALUE).forEach(fold::process);
        return fold;
    }
}

package io.taskledger.projector;

import io.taskledger.contract.topics.Topic;
import io.taskledger.projector.view.Gap;
import io.taskledger.projector.view.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds records into a version of the view. A batch of records and the offsets after it are one transaction, so that whatever
 * is killed, the view is the fold of a prefix of the log, and goes on where that ends.
 */
class ViewWriter {

    /** What the view is made from. */
    static final Set<Topic> SOURCES = Set.of(Topic.EVENTS, Topic.SETTLEMENTS, Topic.CREATOR_EVENTS);

    private final TransactionTemplate transactions;
    private final Views views;
    private final JdbcClient sql;
    private final SourceOffsets offsets;
    private final TaskWriter tasks;
    private final SettlementWriter settlements;
    private final CreatorWriter creators;

    ViewWriter(JdbcTemplate jdbc, TransactionTemplate transactions, Views views) {
        this.transactions = transactions;
        this.views = views;
        this.sql = JdbcClient.create(jdbc);
        this.offsets = new SourceOffsets(sql);
        this.tasks = new TaskWriter(jdbc);
        this.settlements = new SettlementWriter(jdbc);
        this.creators = new CreatorWriter(jdbc, views);
    }

    /**
     * Into the view that serves. False where that is another one by now: then nothing was applied, and reading has to go on
     * where that one is. Throws {@link Gap} or a wire exception where the log is not what it must be.
     */
    boolean applyIfServing(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!views.servingForWriting().equals(view)) {
                return false;
            }
            write(view, batch);
            return true;
        }));
    }

    /** Into a view that is being built, by whoever builds it. */
    void apply(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        transactions.executeWithoutResult(status -> write(view, batch));
    }

    private void write(View view, List<ConsumerRecord<byte[], byte[]>> batch) {
        Set<TopicPartition> sources = batch.stream().map(ViewWriter::source).collect(Collectors.toSet());
        Map<TopicPartition, Long> next = offsets.lock(view, sources);
        List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (record.offset() >= next.getOrDefault(source(record), 0L)) {
                fresh.add(record);
                next.put(source(record), record.offset() + 1);
            }
        }
        Balance balance = new Balance();
        settlements.write(view, of(Topic.SETTLEMENTS, fresh), balance);
        Map<String, TaskRecord> parts = tasks.write(view, of(Topic.EVENTS, fresh), balance);
        balance.write(view, sql);
        offsets.put(view, next);
        // Last, as tasks of all partitions share creators: whoever else writes of them waits until this transaction
        // ends.
        creators.write(view, of(Topic.CREATOR_EVENTS, fresh), parts);
    }

    private static TopicPartition source(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(Topic topic, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> record.topic().equals(topic.topicName()))
                .toList();
    }

    /** Where each partition goes on; one that was never read is not in the answer. */
    Map<TopicPartition, Long> offsets(View view) {
        return offsets.all(view);
    }
}

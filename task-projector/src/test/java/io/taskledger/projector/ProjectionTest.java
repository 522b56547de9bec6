package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.watch.Spans;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class ProjectionTest {

    @Test
    void partition_assigned_while_the_database_is_away_is_read_from_the_beginning() {
        TopicPartition partition = new TopicPartition("task.events", 1);
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.assign(List.of(partition));
            consumer.updateBeginningOffsets(Map.of(partition, 3L));
            consumer.seek(partition, 17);
            withoutDatabase().onPartitionsAssigned(consumer, List.of(partition));
            assertThat(consumer.position(partition)).isEqualTo(3);
        }
    }

    private static Projection withoutDatabase() {
        DriverManagerDataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none");
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(nowhere));
        Views views = new Views(nowhere, JdbcClient.create(nowhere), transactions);
        ViewWriter writer = new ViewWriter(new JdbcTemplate(nowhere), transactions, views);
        return new Projection(views, writer, new SimpleMeterRegistry(), new BatchSpans(Spans.OFF));
    }
}

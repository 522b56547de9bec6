package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.listener.ConsumerSeekAware.ConsumerSeekCallback;

final class ProjectionTest {

    @Test
    void partition_assigned_while_the_database_is_away_is_read_from_the_beginning() {
        JdbcClient nowhere = JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none"));
        Projection projection = new Projection(new ViewStore(nowhere), new SimpleMeterRegistry());
        List<String> seeks = new ArrayList<>();
        projection.onPartitionsAssigned(Map.of(new TopicPartition("task.events", 1), 17L), recording(seeks));
        assertThat(seeks).containsExactly("seekToBeginning[task.events, 1]");
    }

    private static ConsumerSeekCallback recording(List<String> calls) {
        return (ConsumerSeekCallback) Proxy.newProxyInstance(
                ProjectionTest.class.getClassLoader(),
                new Class<?>[] {ConsumerSeekCallback.class},
                (proxy, method, arguments) -> {
                    calls.add(method.getName() + Arrays.toString(arguments));
                    return null;
                });
    }
}

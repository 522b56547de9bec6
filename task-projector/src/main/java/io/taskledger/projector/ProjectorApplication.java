package io.taskledger.projector;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.topics.TopicCheck;
import io.taskledger.watch.Spans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.CommonContainerStoppingErrorHandler;
import org.springframework.kafka.listener.CommonDelegatingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/** The projector as a process; with an argument of {@link ViewCommand}, that command instead. */
@SpringBootApplication
public class ProjectorApplication {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectorApplication.class);

    /** Between two tries while Kafka does not answer at start. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Between two tries of a batch while PostgreSQL does not answer: from the first to the second, in ms, for ever. */
    private static final long FIRST_RETRY_MS = 200;

    private static final long LAST_RETRY_MS = 10_000;

    public static void main(String[] arguments) {
        if (ViewCommand.isIn(List.of(arguments))) {
            System.exit(ViewCommand.run(List.of(arguments)));
        }
        SpringApplication.run(ProjectorApplication.class, arguments);
    }

    @Bean
    Views views(DataSource database, JdbcClient sql, TransactionTemplate transactions) {
        Views views = new Views(database, sql, transactions);
        views.prepare();
        return views;
    }

    @Bean
    ViewWriter viewWriter(JdbcTemplate jdbc, TransactionTemplate transactions, Views views) {
        return new ViewWriter(jdbc, transactions, views);
    }

    @Bean("projectionHealthIndicator")
    ProjectionHealth projectionHealth(Projection projection, MeterRegistry meters) {
        return new ProjectionHealth(projection, meters);
    }

    @Bean
    Projection projection(Views views, ViewWriter writer, MeterRegistry meters, Spans spans) {
        return new Projection(views, writer, meters, new BatchSpans(spans));
    }

    /** Nothing is ever skipped: a batch is tried until it is applied; where the log itself is broken, it stops. */
    @Bean
    CommonErrorHandler errorHandler() {
        ExponentialBackOff forEver = new ExponentialBackOff(FIRST_RETRY_MS, 2);
        forEver.setMaxInterval(LAST_RETRY_MS);
        CommonDelegatingErrorHandler handler = new CommonDelegatingErrorHandler(new DefaultErrorHandler(forEver));
        handler.setCauseChainTraversing(true);
        handler.addDelegate(Projection.Broken.class, new CommonContainerStoppingErrorHandler());
        return handler;
    }

    /** The topics are checked before anything is read; a broker that is not there yet is waited for. */
    @Bean
    @ConditionalOnWebApplication
    TopicGate topicGate(
            KafkaProperties kafka,
            KafkaListenerEndpointRegistry listeners,
            @Value("${taskledger.topics.replication:3}") short replication) {
        return new TopicGate(kafka, listeners, replication);
    }

    record TopicGate(KafkaProperties kafka, KafkaListenerEndpointRegistry listeners, short replication) {

        @EventListener(ApplicationReadyEvent.class)
        void open() {
            Thread.ofPlatform().name("topic-gate").daemon().start(this::checkAndStart);
        }

        private void checkAndStart() {
            try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
                check(admin);
                listeners.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TopicCheck.WrongTopic | ExecutionException e) {
                LOG.error("Stopped: {}", e.getMessage());
                System.exit(1);
            }
        }

        private void check(Admin admin) throws InterruptedException, ExecutionException {
            while (true) {
                try {
                    var unused = TopicCheck.run(admin, ViewWriter.SOURCES, replication);
                    return;
                } catch (ExecutionException | TimeoutException e) {
                    if (e instanceof ExecutionException failed && !(failed.getCause() instanceof RetriableException)) {
                        throw failed;
                    }
                    LOG.warn("Kafka does not answer yet ({}); trying again", e.getMessage());
                    Thread.sleep(PAUSE);
                }
            }
        }
    }
}

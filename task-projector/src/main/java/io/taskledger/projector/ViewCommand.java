package io.taskledger.projector;

import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator starts beside the running service: {@code --rebuild-view}, {@code --drop-kept-views}. Leaves when it is done. */
final class ViewCommand {

    private static final Logger LOG = LoggerFactory.getLogger(ViewCommand.class);
    private static final String REBUILD = "--rebuild-view";
    private static final String ACCEPT = "--accept-differences";
    private static final String DROP = "--drop-kept-views";

    private ViewCommand() {}

    static boolean isIn(List<String> arguments) {
        return arguments.contains(REBUILD) || arguments.contains(DROP);
    }

    /** Exit code 0: done; 1: not, and the log says why. */
    static int run(List<String> arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ProjectorApplication.class)
                .web(WebApplicationType.NONE)
                .profiles("view-command")
                .run(arguments.toArray(String[]::new))) {
            if (arguments.contains(REBUILD)) {
                rebuild(context, arguments.contains(ACCEPT));
            } else {
                LOG.info("Dropped {}", context.getBean(Views.class).dropKept());
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (RuntimeException e) {
            LOG.error("Stopped: {}", e.getMessage(), e);
            return 1;
        }
    }

    private static void rebuild(ConfigurableApplicationContext context, boolean acceptDifferences) {
        KafkaProperties kafka = context.getBean(KafkaProperties.class);
        try (KafkaConsumer<byte[], byte[]> log = new KafkaConsumer<>(
                kafka.buildConsumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            ViewComparison comparison = new ViewComparison(context.getBean(JdbcClient.class));
            new ViewRebuild(context.getBean(Views.class), context.getBean(ViewWriter.class), comparison, log)
                    .run(acceptDifferences);
        }
    }
}

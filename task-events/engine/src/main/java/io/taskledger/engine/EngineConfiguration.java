package io.taskledger.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.watch.Spans;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a service imports to be run by the engine; it brings its {@link LedgerService}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
public class EngineConfiguration {

    /**
     * The body of a service's main method. A service that stops itself ends its process with exit code 1, so that whoever
     * supervises it sees it.
     */
    public static void run(Class<?> application, String[] arguments) {
        SpringApplication spring = new SpringApplication(application);
        spring.addListeners((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof Engine.Failed) {
                // Not in the thread that failed: Streams waits for that one when it closes.
                Thread.ofPlatform().name("exit").start(() -> System.exit(1));
            }
        });
        spring.run(arguments);
    }

    @Bean
    Engine engine(
            LedgerService service,
            EngineSettings settings,
            KafkaProperties kafka,
            MeterRegistry meters,
            Spans spans,
            ApplicationEventPublisher events,
            ApplicationArguments arguments) {
        return new Engine(service, settings, kafka, meters, spans, events, arguments.containsOption("rebuild"));
    }

    @Bean
    EngineHealth streamsHealthIndicator(Engine engine) {
        return new EngineHealth(engine);
    }
}

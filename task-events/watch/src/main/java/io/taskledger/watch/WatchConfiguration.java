package io.taskledger.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Every service that has this module on its class path is watched, and watches. */
@AutoConfiguration
@EnableConfigurationProperties(WatchSettings.class)
public class WatchConfiguration {

    @Bean
    MeterFilter readMeters() {
        return new ReadMeters();
    }

    /** By the settings of OpenTelemetry, wherever they are set: on the command line, in a file or in the environment. */
    @Bean
    Spans spans(Environment environment, @Value("${spring.application.name}") String service) {
        Map<String, String> settings = new HashMap<>();
        Binder.get(environment)
                .bind("otel", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((name, value) -> settings.put("otel." + name, value));
        return Spans.of(service, settings);
    }

    /** Not in commands that leave when they are done: nobody reads their meters. */
    @Bean
    @ConditionalOnWebApplication
    Watch watch(WatchSettings settings, KafkaProperties kafka, MeterRegistry meters) {
        return new Watch(settings, kafka, meters);
    }
}

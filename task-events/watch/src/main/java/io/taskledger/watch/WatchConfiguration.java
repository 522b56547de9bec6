package io.taskledger.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** Every service that has this module on its class path is watched, and watches. */
@AutoConfiguration
@EnableConfigurationProperties(WatchSettings.class)
public class WatchConfiguration {

    @Bean
    MeterFilter readMeters() {
        return new ReadMeters();
    }

    /** Not in commands that leave when they are done: nobody reads their meters. */
    @Bean
    @ConditionalOnWebApplication
    Watch watch(WatchSettings settings, KafkaProperties kafka, MeterRegistry meters) {
        return new Watch(settings, kafka, meters);
    }
}

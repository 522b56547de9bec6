package io.taskledger.engine.deciding;

import io.taskledger.engine.EngineConfiguration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a service imports that decides. */
@Configuration(proxyBeanMethods = false)
@Import(EngineConfiguration.class)
public class DecidingConfiguration {

    /** Longest that one round of the timer holds up the loop while no broker answers, in ms: it ends with the first that fails. */
    private static final int TIMER_MAX_BLOCK_MS = 200;

    /** The timer's own: idempotent, and outside every transaction. */
    @Bean
    Producer<byte[], byte[]> timerProducer(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMER_MAX_BLOCK_MS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}

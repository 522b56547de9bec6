package io.taskledger.decider;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.decider.decision.Policies;
import io.taskledger.engine.EngineConfiguration;
import io.taskledger.engine.LedgerService;
import io.taskledger.engine.deciding.DecidingConfiguration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The decider as a process. {@code --rebuild} loads its state from task.events first. */
@SpringBootApplication
@Import(DecidingConfiguration.class)
public class DeciderApplication {

    public static void main(String[] arguments) {
        EngineConfiguration.run(DeciderApplication.class, arguments);
    }

    @Bean
    LedgerService taskTopology(
            @Value("${taskledger.creators}") Creators creators,
            Producer<byte[], byte[]> timerProducer,
            MeterRegistry meters) {
        return new TaskTopology(Policies.SHIPPED, creators, timerProducer, meters);
    }
}

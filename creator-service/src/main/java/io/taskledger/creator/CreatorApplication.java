package io.taskledger.creator;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.creator.decision.Ladder;
import io.taskledger.engine.EngineConfiguration;
import io.taskledger.engine.LedgerService;
import io.taskledger.engine.deciding.DecidingConfiguration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The creators' decider as a process. {@code --rebuild} loads its state from creator.events first. */
@SpringBootApplication
@Import(DecidingConfiguration.class)
public class CreatorApplication {

    public static void main(String[] arguments) {
        EngineConfiguration.run(CreatorApplication.class, arguments);
    }

    @Bean
    LedgerService creatorTopology(Producer<byte[], byte[]> timerProducer, MeterRegistry meters) {
        return new CreatorTopology(Ladder.DOUYIN_2022_01, timerProducer, meters);
    }
}

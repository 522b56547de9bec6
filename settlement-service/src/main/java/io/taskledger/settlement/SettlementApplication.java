package io.taskledger.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.engine.EngineConfiguration;
import io.taskledger.engine.LedgerService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The settlement service as a process. {@code --rebuild} loads its state from settlement.events first. */
@SpringBootApplication
@Import(EngineConfiguration.class)
public class SettlementApplication {

    public static void main(String[] arguments) {
        EngineConfiguration.run(SettlementApplication.class, arguments);
    }

    @Bean
    LedgerService settlementTopology(MeterRegistry meters) {
        return new SettlementTopology(meters);
    }
}

package io.taskledger.chaos;

import io.taskledger.local.Stack.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a campaign is about: how its brokers and money services are set, beside what is shipped. */
enum Scenario {
    /** Everything that the plan says. */
    FAULTS,
    /** Nobody sends anything for longer than brokers remember producers and their transactional ids: made short. */
    IDLE,
    /** The disk of one broker is full, until there is room again. */
    DISK_FULL,
    /** One producer uses up its epochs, 32,767 of them, twice. */
    EPOCHS;

    /**
     * One where nothing is to fail: with three, a transaction of few records takes more than a second on two cores that carry
     * everything.
     */
    int brokers() {
        return this == EPOCHS ? 1 : Brokers.MOST;
    }

    /** Of each service. */
    int instances() {
        return this == EPOCHS ? 1 : Cluster.INSTANCES;
    }

    /** Of each topic. The fewer a transaction has records in, the sooner it has ended: by their markers. */
    int partitions() {
        return this == EPOCHS ? 1 : Cluster.PARTITIONS;
    }

    Map<String, String> brokerSettings() {
        return this == IDLE
                ? Map.of(
                        "transactional.id.expiration.ms", "15000",
                        "transaction.remove.expired.transaction.cleanup.interval.ms", "2000",
                        "producer.id.expiration.ms", "15000",
                        "producer.id.expiration.check.interval.ms", "2000")
                : Map.of();
    }

    /**
     * Transactions are fewer and larger than as shipped: on two cores, three brokers would be busy with nothing but the markers of
     * those that a dozen threads end ten times a second. The producer that uses up its epochs has as many as it has commands, nearly.
     */
    List<String> options(Service service) {
        if (service == Service.PROJECTOR) {
            return List.of();
        }
        return this == EPOCHS && service == Service.DECIDER
                ? List.of("--taskledger.stream-threads=1", commitEvery(1))
                : List.of(commitEvery(500));
    }

    private static String commitEvery(int ms) {
        return "--spring.kafka.streams.properties.commit.interval.ms=" + ms;
    }

    /** As the command line has it. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Throws {@link IllegalArgumentException} that names all of them. */
    static Scenario of(String option) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--scenario must be one of "
                        + Arrays.stream(values()).map(Scenario::option).collect(Collectors.joining(", "))
                        + ", but was " + option + "."));
    }
}

package io.taskledger.bench;

import java.util.HashMap;
import java.util.Map;

/** The bare loop's: those that decider and settlement ship with, as far as they are about speed. */
final class ClientSettings {

    private ClientSettings() {}

    static Map<String, Object> consumer(String bootstrap, String group) {
        Map<String, Object> settings = new HashMap<>(PAUSABLE_CONSUMER);
        settings.put("bootstrap.servers", bootstrap);
        settings.put("group.id", group);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", 4_000);
        return settings;
    }

    static Map<String, Object> producer(String bootstrap, String transactionalId) {
        Map<String, Object> settings = new HashMap<>(PAUSABLE_PRODUCER);
        settings.put("bootstrap.servers", bootstrap);
        settings.put("transactional.id", transactionalId);
        settings.put("batch.size", 128 * 1024);
        settings.put("linger.ms", 20);
        return settings;
    }

    /** Who stands still while it is another's turn must not be taken for dead. Nothing of it is about speed. */
    static final Map<String, Object> PAUSABLE_CONSUMER =
            Map.of("session.timeout.ms", 600_000, "heartbeat.interval.ms", 2_000, "max.poll.interval.ms", 900_000);

    static final Map<String, Object> PAUSABLE_PRODUCER =
            Map.of("transaction.timeout.ms", 900_000, "delivery.timeout.ms", 900_000, "request.timeout.ms", 600_000);
}

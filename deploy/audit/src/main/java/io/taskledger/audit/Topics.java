package io.taskledger.audit;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The topics of the contract. What follows from something stands before it: whoever notes the ends in this order has the
 * cause of everything that it has.
 */
public enum Topics {
    SETTLEMENTS("settlement.events"),
    NOTIFICATIONS("notification.requests"),
    RESULTS("task.results"),
    DEAD_LETTERS("task.commands-dlt"),
    EVENTS("task.events"),
    COMMANDS("task.commands");

    final String topic;

    Topics(String topic) {
        this.topic = topic;
    }

    static Optional<Topics> of(String topic) {
        return Stream.of(values()).filter(one -> one.topic.equals(topic)).findFirst();
    }
}

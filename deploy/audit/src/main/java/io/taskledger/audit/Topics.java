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
    COMMANDS("task.commands"),
    CREATOR_STANDING("creator.standing"),
    CREATOR_RESULTS("creator.results"),
    CREATOR_DEAD_LETTERS("creator.commands-dlt"),
    CREATOR_EVENTS("creator.events"),
    CREATOR_COMMANDS("creator.commands");

    final String topic;

    Topics(String topic) {
        this.topic = topic;
    }

    static Optional<Topics> of(String topic) {
        return Stream.of(values()).filter(one -> one.topic.equals(topic)).findFirst();
    }

    /** Those of a log: an older system has none of creators. */
    static Stream<Topics> of(Log log) {
        return Stream.of(values()).filter(one -> log.hasCreators() || !one.isOfCreators());
    }

    /** An older system does not have it. */
    public boolean isOfCreators() {
        return topic.startsWith("creator.");
    }

    boolean isDeadLetters() {
        return this == DEAD_LETTERS || this == CREATOR_DEAD_LETTERS;
    }
}

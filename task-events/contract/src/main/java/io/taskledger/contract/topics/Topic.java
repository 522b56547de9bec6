package io.taskledger.contract.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.record.TimestampType;

/** Every topic that we read or write. A wrong setting here has cost others money, so each is written out and checked. */
public enum Topic {
    /** What is asked. Its append time decides deadlines (D08). */
    COMMANDS("task.commands", Duration.ofDays(14), TimestampType.LOG_APPEND_TIME, 256),
    /** One answer to every command. */
    RESULTS("task.results", Duration.ofDays(14), TimestampType.CREATE_TIME, 256),
    /** What happened: the system of record, kept for ever. */
    EVENTS("task.events", forEver(), TimestampType.LOG_APPEND_TIME, 256),
    /** Who gets what, kept for ever. */
    SETTLEMENTS("settlement.events", forEver(), TimestampType.LOG_APPEND_TIME, 256),
    /** SMS to send. */
    NOTIFICATIONS("notification.requests", Duration.ofDays(7), TimestampType.CREATE_TIME, 256),
    /** What could not be read. Larger than the others, so that the largest command fits with its origin. */
    DEAD_LETTERS("task.commands-dlt", Duration.ofDays(90), TimestampType.CREATE_TIME, 1024),
    /** What is asked of creators. */
    CREATOR_COMMANDS("creator.commands", Duration.ofDays(14), TimestampType.LOG_APPEND_TIME, 256),
    /** One answer to every command to a creator. */
    CREATOR_RESULTS("creator.results", Duration.ofDays(14), TimestampType.CREATE_TIME, 256),
    /** What happened to creators: the system of record, kept for ever. */
    CREATOR_EVENTS("creator.events", forEver(), TimestampType.LOG_APPEND_TIME, 256),
    /** Who may take orders now: the latest of each creator is kept for ever, and nothing else needs to be. */
    CREATOR_STANDING("creator.standing", CLEANUP_POLICY_COMPACT, forEver(), TimestampType.CREATE_TIME, 256),
    /** What could not be read of what was asked of creators. */
    CREATOR_DEAD_LETTERS("creator.commands-dlt", Duration.ofDays(90), TimestampType.CREATE_TIME, 1024);

    /** Chosen once: a key's partition follows from it. */
    public static final int DEFAULT_PARTITIONS = 12;

    private final String topicName;
    private final String cleanupPolicy;
    private final Duration retention;
    private final TimestampType timestampType;
    private final int maxRecordBytes;

    Topic(String topicName, Duration retention, TimestampType timestampType, int maxRecordKib) {
        this(topicName, CLEANUP_POLICY_DELETE, retention, timestampType, maxRecordKib);
    }

    Topic(String topicName, String cleanupPolicy, Duration retention, TimestampType timestampType, int maxRecordKib) {
        this.topicName = topicName;
        this.cleanupPolicy = cleanupPolicy;
        this.retention = retention;
        this.timestampType = timestampType;
        this.maxRecordBytes = maxRecordKib * 1024;
    }

    /** Kafka's −1. */
    private static Duration forEver() {
        return Duration.ofMillis(-1);
    }

    public String topicName() {
        return topicName;
    }

    /** Largest batch of records, in bytes. */
    public int maxRecordBytes() {
        return maxRecordBytes;
    }

    Duration retention() {
        return retention;
    }

    /** How to create it. Two in-sync replicas are asked for as soon as there is more than one. */
    public NewTopic create(int partitions, short replication) {
        return new NewTopic(topicName, partitions, replication).configs(settings(replication));
    }

    /** What its settings must be, by Kafka's names. */
    Map<String, String> settings(short replication) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(CLEANUP_POLICY_CONFIG, cleanupPolicy);
        settings.put(RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        settings.put(RETENTION_BYTES_CONFIG, "-1");
        settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType.name);
        settings.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes));
        settings.put(MIN_IN_SYNC_REPLICAS_CONFIG, replication > 1 ? "2" : "1");
        settings.put(UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        return settings;
    }
}

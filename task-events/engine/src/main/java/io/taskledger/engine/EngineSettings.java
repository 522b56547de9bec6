package io.taskledger.engine;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets, under {@code taskledger}.
 *
 * @param applicationId   names the consumer group, the transactions and the changelogs: never change it on a running system
 * @param stateDir        for RocksDB; may be lost, the changelogs restore it
 * @param store           {@code rocksdb} or {@code memory}
 * @param streamThreads   1 … the number of partitions; two use two cores
 * @param standbyReplicas copies of the state on other instances: 1 makes a failover take seconds, where there are two
 * @param longestTrouble  longest that one stream thread after the other may fail by Kafka's trouble before any has
 *                        committed something; then the service stops, so that somebody sees it
 * @param topics          what the topics must look like
 */
@ConfigurationProperties("taskledger")
public record EngineSettings(
        String applicationId,
        Path stateDir,
        @DefaultValue("rocksdb") StateStores.Kind store,
        @DefaultValue("2") int streamThreads,
        @DefaultValue("0") int standbyReplicas,
        @DefaultValue("15m") Duration longestTrouble,
        @DefaultValue Topics topics) {

    /**
     * What the topics must look like.
     *
     * @param replication 3 in production, 1 where one broker is all
     */
    public record Topics(@DefaultValue("3") short replication) {}
}

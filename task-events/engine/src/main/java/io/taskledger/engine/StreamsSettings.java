package io.taskledger.engine;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.globalConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.restoreConsumerPrefix;

import io.taskledger.contract.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/** The settings that matter, written out even where they equal the default, with the reason beside each. */
final class StreamsSettings {

    private StreamsSettings() {}

    /** Ours, under what the operator sets by {@code spring.kafka.streams.properties}; but for what the guarantees stand on. */
    static Map<String, Object> of(EngineSettings engine, Map<String, Object> operators) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, engine.streamThreads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, engine.standbyReplicas());
        settings.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) engine.topics().replication());
        // What is decided is readable after a commit: this is the latency. Far less builds a backlog while the JVM is
        // cold.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // Only the small hot store is cached by Streams.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1024 * 1024L);
        // RocksDB's own bounds are for each store, and many times the heap for all.
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        // Counted in records, of up to 64 KiB: a backlog of large ones on 12 partitions takes 400 MiB. More would not
        // pay, as
        // one poll brings up to 1 MiB of a partition on top.
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 500);
        settings.put(consumerPrefix(MAX_POLL_RECORDS_CONFIG), 4_000);
        // Offsets may be forgotten, decisions are not: what was decided before is known, and skipped.
        settings.put(consumerPrefix(AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A killed service is back within seconds; at the default of 45 s it takes most of a minute.
        settings.put(consumerPrefix(SESSION_TIMEOUT_MS_CONFIG), 6_000);
        settings.put(consumerPrefix(HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        settings.put(restoreConsumerPrefix(MAX_POLL_RECORDS_CONFIG), 10_000);
        // Fewer and fuller batches: a quarter less work for the broker.
        settings.put(producerPrefix(BATCH_SIZE_CONFIG), 128 * 1024);
        settings.put(producerPrefix(LINGER_MS_CONFIG), 20);
        // The largest dead letter must go through, or it would stop us at every restart.
        settings.put(producerPrefix(MAX_REQUEST_SIZE_CONFIG), Topic.DEAD_LETTERS.maxRecordBytes());
        // A transaction left open by a killed instance holds readers up for so long at most.
        settings.put(producerPrefix(TRANSACTION_TIMEOUT_CONFIG), 10_000);
        settings.putAll(operators);
        // Set by taskledger.application-id and taskledger.state-dir: what guards the state looks there.
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, engine.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, engine.stateDir().toString());
        // State, output and offsets commit together, or not at all.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // What an aborted transaction of another service has published never was.
        settings.put(globalConsumerPrefix(ISOLATION_LEVEL_CONFIG), "read_committed");
        // We read bytes and say ourselves what they are: nothing fails before our code sees it.
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        return settings;
    }
}

package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.TraceparentScan;
import io.taskledger.watch.Spans;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells of those records of a batch that are traced, each in its own trace: from when the batch came until it was in the view. */
record BatchSpans(Spans spans) {

    /** See {@link Spans#begin}. */
    long begin() {
        return spans.begin();
    }

    /** All is committed: nothing of it is told of again unless it is read again. */
    void applied(List<ConsumerRecord<byte[], byte[]>> batch, long began) {
        if (spans.isOff()) {
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Span span = spans.ofRecord(
                    TraceparentScan.find(record.value()),
                    began,
                    "show",
                    record.topic(),
                    record.partition(),
                    record.offset());
            if (span != null) {
                span.setAttribute(idOf(record.topic()), new String(record.key(), UTF_8))
                        .setAttribute("messaging.batch.message_count", batch.size())
                        .end();
            }
        }
    }

    private static String idOf(String topic) {
        return topic.equals(Topic.CREATOR_EVENTS.topicName()) ? "taskledger.creator.id" : "taskledger.task.id";
    }
}

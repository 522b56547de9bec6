package io.taskledger.contract.wire;

import io.taskledger.contract.EventHead;
import java.util.function.Consumer;

/** Events into bytes: what all of them have, then their own fields. */
final class EventWriter {

    private EventWriter() {}

    static byte[] write(EventHead event, String typeName, Consumer<JsonText> body) {
        return JsonText.write(json -> json.head(
                        event.id(), typeName, OwnRecords.DECIDER, event.subject(), Timestamps.format(event.time()))
                .put("sequence", Long.toString(event.version()))
                .put("causationid", event.causationId())
                .trace(event.trace())
                .put("commandhash", CommandHash.text(event.commandHash()))
                .put("commandposition", event.commandPosition())
                .data(data -> {
                    data.put("actor", event.actor()).put("channel", event.channel());
                    body.accept(data);
                }));
    }
}

package io.taskledger.contract.wire;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Notification.Template;
import io.taskledger.contract.Text;

/** Notifications as bytes. */
public final class NotificationWire {

    private NotificationWire() {}

    /** Throws {@link CorruptRecord} where the bytes are not a notification of ours. */
    public static Notification read(byte[] value) {
        return OwnRecords.read("the notification", value, NotificationWire::notification);
    }

    private static Notification notification(JsonObject json) {
        JsonObject data = json.object("data");
        JsonObject recipient = data.object("recipient");
        JsonObject text = data.object("text");
        Template template = data.oneOf("template", Template.class);
        return new Notification(
                json.string("id"),
                subject(template, json.string("subject")),
                json.instant("time"),
                json.string("causationid"),
                OwnRecords.trace(json),
                recipient.oneOf("role", Role.class),
                recipient.string("id"),
                template,
                data.object("params").allStrings(),
                new Text(text.string("zh"), text.string("en")));
    }

    private static Identifier subject(Template template, String subject) {
        return template.isOfCreators() ? new CreatorId(subject) : new TaskId(subject);
    }

    public static byte[] write(Notification notification) {
        return JsonText.write(json -> json.head(
                        notification.id(),
                        Notification.TYPE_NAME,
                        OwnRecords.DECIDER,
                        notification.subject(),
                        Timestamps.format(notification.time()))
                .put("causationid", notification.eventId())
                .trace(notification.trace())
                .data(data -> data.put("notificationId", notification.id())
                        .put("channel", "SMS")
                        .object(
                                "recipient",
                                o -> o.put("role", notification.recipientRole()).put("id", notification.recipientId()))
                        .put("template", notification.template())
                        .object("params", o -> notification.params().forEach(o::put))
                        .put("text", notification.text())));
    }
}

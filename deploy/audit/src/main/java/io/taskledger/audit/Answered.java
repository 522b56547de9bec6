package io.taskledger.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result as it was written. */
record Answered(Entry entry, Json json, String id) {

    /** Null where the bytes are no result of ours. */
    static @Nullable Answered read(Entry entry) {
        Json json = Json.parse(entry.value());
        String id = json == null ? null : json.text("id");
        return json == null || id == null || !"taskledger.CommandResult.v1".equals(json.text("type"))
                ? null
                : new Answered(entry, json, id);
    }

    Json data() {
        return json.at("data");
    }

    boolean isAccepted() {
        return "ACCEPTED".equals(data().text("outcome"));
    }

    @Nullable
    String code() {
        return data().text("code");
    }

    boolean isReplayed() {
        return Boolean.TRUE.equals(data().bool("replayed"));
    }

    List<String> eventIds() {
        return data().texts("eventIds");
    }

    /** Null where it is not said: for good, or not at all. */
    @Nullable
    Long bannedUntilMs() {
        return data().time("bannedUntil");
    }

    /** What a repeat must say again. */
    String answer() {
        return data().text("outcome") + " " + code() + " " + data().number("version") + " " + eventIds() + " "
                + Quote.read(data().at("quote")) + " " + bannedUntilMs();
    }
}

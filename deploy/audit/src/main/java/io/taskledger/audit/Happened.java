package io.taskledger.audit;

import org.jspecify.annotations.Nullable;

/** An event as it was written. The type is without prefix and version. */
record Happened(
        Entry entry,
        Json json,
        String id,
        String type,
        String subject,
        long sequence,
        long timeMs,
        String causationId,
        String role,
        String actorId,
        Json data) {

    private static final String PREFIX = "taskledger.";
    private static final String SUFFIX = ".v1";

    /** Null where the bytes are no event of ours. */
    static @Nullable Happened read(Entry entry) {
        Json json = Json.parse(entry.value());
        if (json == null) {
            return null;
        }
        Json data = json.at("data");
        Json actor = data.at("actor");
        String id = json.text("id");
        String type = shortType(json.text("type"));
        String subject = json.text("subject");
        String sequence = json.text("sequence");
        Long time = json.time("time");
        String cause = json.text("causationid");
        String role = actor.text("role");
        String actorId = actor.text("id");
        return id == null
                        || type == null
                        || subject == null
                        || sequence == null
                        || !sequence.matches("[1-9][0-9]{0,17}")
                        || time == null
                        || cause == null
                        || role == null
                        || actorId == null
                ? null
                : new Happened(
                        entry, json, id, type, subject, Long.parseLong(sequence), time, cause, role, actorId, data);
    }

    /** Null where it is no type of ours. */
    static @Nullable String shortType(@Nullable String type) {
        return type != null
                        && type.length() > PREFIX.length() + SUFFIX.length()
                        && type.startsWith(PREFIX)
                        && type.endsWith(SUFFIX)
                ? type.substring(PREFIX.length(), type.length() - SUFFIX.length())
                : null;
    }

    boolean isTerminal() {
        return type.equals("TaskCancelled") || type.equals("TaskCompleted");
    }

    /** The clock that acts, whoever's command found the deadline passed. */
    boolean isExpiry() {
        return type.equals("TaskCancelled")
                && ("ACCEPTANCE_TIMEOUT".equals(data.text("cause")) || "DEEMED".equals(data.text("basis")));
    }

    /** Where its command stood, as {@code <topic id>/<partition>/<offset>}; optional. */
    @Nullable
    String commandPosition() {
        return json.text("commandposition");
    }

    Life.Side side() {
        return role.equals("CLIENT") ? Life.Side.CLIENT : Life.Side.CREATOR;
    }
}

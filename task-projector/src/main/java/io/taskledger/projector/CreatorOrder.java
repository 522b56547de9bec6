package io.taskledger.projector;

/** In which order creators are listed; each has its index. Of orders, not of crowd tasks; what has no figure yet comes last. */
enum CreatorOrder {
    FOLLOWERS("followers", "followers", " desc"),
    AVERAGE_PLAYS("averagePlays", "coalesce(average_plays, -1)", " desc"),
    COMPLETED("completed", "completed", " desc"),
    COMPLETION_RATE("completionRate", "coalesce(completion_rate_bp, -1)", " desc"),
    MEDIAN("medianSecondsToFirstUpload", "coalesce(orders_median_seconds, 9007199254740991)", ""),
    UPDATED_AT("updatedAt", "updated_at_ms", " desc");

    private final String field;

    /** As the index has it. */
    final String key;

    final String direction;

    /** What comes later in it is so to the key. */
    final String beyond;

    CreatorOrder(String field, String key, String direction) {
        this.field = field;
        this.key = key;
        this.direction = direction;
        this.beyond = direction.isEmpty() ? ">" : "<";
    }

    /** As it is asked for: the field's name. */
    @Override
    public String toString() {
        return field;
    }
}

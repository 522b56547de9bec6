package io.taskledger.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What follows from a violation (F02, D23), written down here a second time, on purpose. */
final class Ladder {

    static final String ID = "douyin-2022-01";
    static final long VERSION = 1;

    private static final ZoneId CALENDAR = ZoneId.of("Asia/Shanghai");

    private Ladder() {}

    static String measure(long step) {
        return step == 1 ? "POST_DELETED" : "BANNED";
    }

    /** Null where the post was deleted, and for good. */
    static @Nullable Long untilMs(long step, long fromMs) {
        Instant from = Instant.ofEpochMilli(fromMs);
        if (step == 2) {
            return from.plus(Duration.ofDays(7)).toEpochMilli(); // of 24 hours each, whatever the calendar has.
        }
        return step == 3 ? from.atZone(CALENDAR).plusMonths(3).toInstant().toEpochMilli() : null;
    }
}

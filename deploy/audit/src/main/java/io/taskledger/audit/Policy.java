package io.taskledger.audit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms that tasks are pinned to, as the rules' section 4 has them. A policy that the services ship is written down
 * here a second time, on purpose.
 *
 * @param deem silence is consent; else an operator's turn (D04)
 */
record Policy(
        String id,
        long version,
        Duration acceptWithin,
        Duration confirmWithin,
        List<Duration> reminders,
        boolean deem,
        long minRateBp,
        long maxRateBp) {

    /** What a task gets that names none. */
    static final String CURRENT = "xingtu-2022-01";

    private static final List<Policy> ALL = List.of(
            new Policy(
                    CURRENT,
                    1,
                    Duration.ofHours(24),
                    Duration.ofHours(72),
                    List.of(Duration.ofHours(24), Duration.ofHours(60)),
                    false,
                    0,
                    10_000),
            demo("demo-short", true),
            demo("demo-escalate", false));

    private static Policy demo(String id, boolean deem) {
        List<Duration> reminders = List.of(Duration.ofSeconds(2), Duration.ofSeconds(4));
        return new Policy(id, 1, Duration.ofSeconds(4), Duration.ofSeconds(6), reminders, deem, 0, 10_000);
    }

    static @Nullable Policy of(@Nullable String id, long version) {
        return ALL.stream()
                .filter(policy -> policy.id.equals(id) && policy.version == version)
                .findFirst()
                .orElse(null);
    }

    /** A reminder is due that was not given yet; several that were missed are one, and none once the window is over. */
    boolean remindsNow(Life.Pending pending, long nowMs) {
        return nowMs < pending.confirmByMs()
                && reminders.stream()
                        .mapToLong(after -> pending.requestedAtMs() + after.toMillis())
                        .anyMatch(at -> at > pending.remindedAtMs() && at <= nowMs);
    }

    /** What a cancellation gives that this side asks for at this stage. */
    Quote quote(long amountMinor, String currency, Life.Side requester, String stage) {
        if (requester == Life.Side.CREATOR) {
            return Quote.of(amountMinor, currency, 0, "R11", this);
        }
        return switch (stage) {
            case "NOT_STARTED" -> Quote.of(amountMinor, currency, 0, "R09", this);
            case "STARTED" -> Quote.of(amountMinor, currency, 0, "D01", this);
            default -> Quote.of(amountMinor, currency, 5_000, "R10", this);
        };
    }
}

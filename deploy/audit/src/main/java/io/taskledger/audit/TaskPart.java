package io.taskledger.audit;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one task adds to its creator's record.
 *
 * @param counts     the figures that count it, as the contract names them
 * @param msToUpload from acceptance to the first upload; null before that
 * @param atMs       of the latest event that changed a figure
 */
record TaskPart(
        String kind, List<String> counts, @Nullable Long msToUpload, String currency, long toCreatorMinor, long atMs) {

    /** Null where no figure counts it. */
    static @Nullable TaskPart of(Life life) {
        List<String> counts = Stream.of(life.acceptedAtMs == null ? null : "accepted", end(life))
                .filter(Objects::nonNull)
                .toList();
        if (counts.isEmpty()) {
            return null;
        }
        Quote quote = life.acceptedAtMs == null || life.end == null
                ? null
                : Quote.read(life.end.data().at("quote"));
        return new TaskPart(
                String.valueOf(life.kind),
                counts,
                life.acceptedAtMs == null || life.firstUploadAtMs == null
                        ? null
                        : life.firstUploadAtMs - life.acceptedAtMs,
                life.currency,
                quote == null ? 0 : quote.toCreatorMinor(),
                latest(life.acceptedAtMs, life.firstUploadAtMs, life.end == null ? null : life.end.timeMs()));
    }

    private static long latest(@Nullable Long... times) {
        return Stream.of(times)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static @Nullable String end(Life life) {
        Happened end = life.end;
        if (end == null) {
            return null;
        }
        return life.acceptedAtMs == null ? ofInvitation(end) : ofAccepted(end);
    }

    private static String ofAccepted(Happened end) {
        if (end.type().equals("TaskCompleted")) {
            return "completed";
        }
        return switch (String.valueOf(end.data().text("attributableTo"))) {
            case "CREATOR" -> "cancelledByCreator";
            case "CLIENT" -> "cancelledByClient";
            default -> "cancelledOtherwise";
        };
    }

    /** One that was withdrawn counts nowhere. */
    private static @Nullable String ofInvitation(Happened end) {
        return switch (String.valueOf(end.data().text("cause"))) {
            case "DECLINED" -> "declinedInvitations";
            case "ACCEPTANCE_TIMEOUT" -> "expiredInvitations";
            default -> null;
        };
    }
}

package io.taskledger.contract;

import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a creator may take orders, and who may act for it.
 *
 * @param version of the creator when it was so
 * @param mcnId   of which agency it is a member
 * @param bans    all that count, past ones too, as whoever reads this may be behind; in the order in which they came
 */
public record CreatorStanding(
        CreatorId creatorId,
        long version,
        CreatorStatus status,
        CreatorKind kind,
        @Nullable McnId mcnId,
        List<Ban> bans) {

    /** The CloudEvents {@code type}, where it is a record of its own. */
    public static final String TYPE_NAME = "taskledger.CreatorStanding.v1";

    /** The one that ends first comes first; for good is the latest end. */
    private static final Comparator<Ban> BY_END =
            Comparator.comparing(Ban::until, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

    public CreatorStanding {
        EventHead.checkVersion(version);
        bans = List.copyOf(bans);
    }

    /** The ban that bars it at that instant: of those that run then, the one with the latest end. */
    public Optional<Ban> banAt(Instant instant) {
        return bans.stream().filter(ban -> ban.countsAt(instant)).max(BY_END);
    }

    /** As an acceptance remembers it. */
    public Seen seen() {
        return new Seen(version, status, mcnId);
    }

    /** The standing that somebody decided by. */
    public record Seen(
            long version, CreatorStatus status, @Nullable McnId mcnId) {
        public Seen {
            EventHead.checkVersion(version);
        }
    }
}

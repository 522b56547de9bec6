package io.taskledger.creator.decision;

import io.taskledger.contract.Ban;
import io.taskledger.contract.Identifier.ViolationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a creator has done wrong, and what it suffers for it (F02).
 *
 * @param violations all that were ever recorded, in order: an overturned one is still known by its id
 * @param liftedAt   when it was last written down that the creator is no longer banned
 */
public record Conduct(List<Violation> violations, Instant liftedAt) {

    static final Conduct CLEAN = new Conduct(List.of(), Instant.EPOCH);

    /**
     * One confirmed breach.
     *
     * @param ban null where the ladder brought none
     */
    public record Violation(
            ViolationId id, boolean overturned, @Nullable Ban ban) {}

    public Conduct {
        violations = List.copyOf(violations);
    }

    Optional<Violation> violation(ViolationId id) {
        return violations.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** How many count now: the ladder's steps are counted by them. */
    int counting() {
        return (int) violations.stream().filter(one -> !one.overturned()).count();
    }

    /** Those of the violations that count, past ones too. */
    List<Ban> bans() {
        return violations.stream()
                .filter(one -> !one.overturned())
                .map(Violation::ban)
                .filter(Objects::nonNull)
                .toList();
    }

    boolean isBannedAt(Instant instant) {
        return bans().stream().anyMatch(ban -> ban.countsAt(instant));
    }

    /** When it is to be written down that the creator is no longer banned; empty where nothing is, or it never will be. */
    Optional<Instant> liftDueAt() {
        List<Ban> bans = bans();
        if (bans.stream().anyMatch(ban -> ban.until() == null)) {
            return Optional.empty();
        }
        return bans.stream().map(Ban::until).max(Comparator.naturalOrder()).filter(end -> end.isAfter(liftedAt));
    }

    Conduct recorded(ViolationId id) {
        List<Violation> all = new ArrayList<>(violations);
        all.add(new Violation(id, false, null));
        return new Conduct(all, liftedAt);
    }

    Conduct banned(Ban ban) {
        return with(ban.violationId(), one -> new Violation(one.id(), one.overturned(), ban));
    }

    Conduct overturned(ViolationId id) {
        return with(id, one -> new Violation(id, true, one.ban()));
    }

    Conduct lifted(Instant time) {
        return new Conduct(violations, time);
    }

    private Conduct with(ViolationId id, UnaryOperator<Violation> change) {
        return new Conduct(
                violations.stream()
                        .map(one -> one.id().equals(id) ? change.apply(one) : one)
                        .toList(),
                liftedAt);
    }
}

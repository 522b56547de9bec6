package io.taskledger.projector.view;

import io.taskledger.contract.Application;
import io.taskledger.contract.Audience;
import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.Measure;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A creator as it stands.
 *
 * @param application the latest one
 * @param mcnId       of which agency it is a member
 * @param bans        all that count, past ones too, in the order in which they came
 * @param audience    as the platform last counted; null before it has
 * @param updatedAt   when its last event was decided
 */
public record CreatorView(
        String creatorId,
        long version,
        CreatorStatus status,
        Application application,
        @Nullable String mcnId,
        List<Ban> bans,
        @Nullable Audience audience,
        Instant updatedAt) {

    /** When a ban ends that never does. */
    public static final Instant FOR_GOOD = Instant.ofEpochMilli(Long.MAX_VALUE);

    public CreatorView {
        bans = List.copyOf(bans);
    }

    /**
     * The view after one more event. Throws {@link Gap} where the event is not the next one.
     *
     * @param before null where there is no creator yet
     */
    public static CreatorView fold(@Nullable CreatorView before, CreatorEventEnvelope event) {
        long expected = before == null ? 1 : before.version + 1;
        if (event.version() != expected) {
            throw gap(event, expected);
        }
        if (before != null) {
            return before.next(event);
        }
        if (event.event() instanceof OnboardingApplied e) {
            return new CreatorView(
                    event.creatorId().value(),
                    1,
                    CreatorStatus.APPLIED,
                    e.application(),
                    null,
                    List.of(),
                    null,
                    event.time());
        }
        throw gap(event, expected);
    }

    private static Gap gap(CreatorEventEnvelope event, long expected) {
        return new Gap("Creator " + event.creatorId().value(), event.type(), event.version(), expected);
    }

    private CreatorView next(CreatorEventEnvelope event) {
        return switch (event.event()) {
            case OnboardingApplied e -> copy(event, CreatorStatus.APPLIED, e.application(), mcnId, bans, audience);
            case OnboardingApproved e -> copy(event, CreatorStatus.ONBOARDED, application, mcnId, bans, audience);
            case OnboardingRejected e -> copy(event, CreatorStatus.REJECTED, application, mcnId, bans, audience);
            case McnJoined e -> copy(event, status, application, e.mcnId().value(), bans, audience);
            case McnLeft e -> copy(event, status, application, null, bans, audience);
            case ViolationRecorded e -> copy(event, status, application, mcnId, bans, audience);
            case SanctionApplied e -> copy(event, status, application, mcnId, and(e), audience);
            case ViolationOverturned e -> copy(event, status, application, mcnId, without(e), audience);
            case BanLifted e -> copy(event, status, application, mcnId, bans, audience);
            case AudienceReported e -> copy(event, status, application, mcnId, bans, e.audience());
        };
    }

    private List<Ban> and(SanctionApplied e) {
        return e.measure() == Measure.BANNED
                ? Stream.concat(bans.stream(), Stream.of(new Ban(e.violationId(), e.from(), e.until())))
                        .toList()
                : bans;
    }

    private List<Ban> without(ViolationOverturned e) {
        return bans.stream()
                .filter(ban -> !ban.violationId().equals(e.violationId()))
                .toList();
    }

    private CreatorView copy(
            CreatorEventEnvelope event,
            CreatorStatus status,
            Application application,
            @Nullable String mcnId,
            List<Ban> bans,
            @Nullable Audience audience) {
        return new CreatorView(creatorId, event.version(), status, application, mcnId, bans, audience, event.time());
    }

    /** As the platform counted; before it has, as the creator says. */
    public long followers() {
        return audience == null ? application.followers() : audience.followers();
    }

    /** The latest end of its bans, as the later one holds; null without any. */
    public @Nullable Instant bannedUntil() {
        return bans.stream()
                .map(ban -> ban.until() == null ? FOR_GOOD : ban.until())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}

package io.taskledger.creator.decision;

import static io.taskledger.contract.Notification.Template.BAN_LIFTED;
import static io.taskledger.contract.Notification.Template.ONBOARDING_APPROVED;
import static io.taskledger.contract.Notification.Template.ONBOARDING_REJECTED;
import static io.taskledger.contract.Notification.Template.SANCTION_APPLIED;
import static io.taskledger.contract.Notification.Template.VIOLATION_OVERTURNED;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CreatorEvent.AudienceReported;
import io.taskledger.contract.CreatorEvent.BanLifted;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.CreatorEvent.OnboardingApplied;
import io.taskledger.contract.CreatorEvent.OnboardingApproved;
import io.taskledger.contract.CreatorEvent.OnboardingRejected;
import io.taskledger.contract.CreatorEvent.SanctionApplied;
import io.taskledger.contract.CreatorEvent.ViolationOverturned;
import io.taskledger.contract.CreatorEvent.ViolationRecorded;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Notification.Template;
import io.taskledger.creator.decision.Creator.Known;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a creator is told of an event (D19). */
public final class Notifications {

    private Notifications() {}

    /**
     * Pure: the same event gives the same notification, with the same id.
     *
     * @param after the creator after it
     */
    public static Optional<Notification> of(CreatorEventEnvelope event, Creator after) {
        SortedMap<String, String> params = new TreeMap<>();
        params.put("creatorId", event.creatorId().value());
        Template template = switch (event.event()) {
            case OnboardingApproved e -> ONBOARDING_APPROVED;
            case OnboardingRejected e -> {
                params.put(
                        "findings",
                        e.findings().wrong().stream().map(Enum::name).collect(Collectors.joining(", ")));
                yield ONBOARDING_REJECTED;
            }
            case SanctionApplied e -> {
                params.put("violationId", e.violationId().value());
                params.put("step", Integer.toString(e.step()));
                params.put("measure", e.measure().name());
                if (e.until() != null) {
                    params.put("until", NotificationText.UTC_MS.format(e.until()));
                }
                yield SANCTION_APPLIED;
            }
            case ViolationOverturned e -> {
                params.put("violationId", e.violationId().value());
                yield VIOLATION_OVERTURNED;
            }
            case BanLifted e -> {
                params.put("cause", e.cause().name());
                yield BAN_LIFTED;
            }
            case OnboardingApplied e -> null;
            case McnJoined e -> null;
            case McnLeft e -> null;
            case ViolationRecorded e -> null;
            case AudienceReported e -> null;
        };
        return template == null ? Optional.empty() : Optional.of(told(event, template, params, role(after)));
    }

    /** An agency has its own back office (F03). */
    private static Role role(Creator creator) {
        return creator instanceof Known known && known.profile().kind() == CreatorKind.MCN ? Role.MCN : Role.CREATOR;
    }

    private static Notification told(
            CreatorEventEnvelope event, Template template, SortedMap<String, String> params, Role role) {
        return new Notification(
                NamedIds.notification(event.id(), role, template),
                event.creatorId(),
                event.time(),
                event.id(),
                event.trace(),
                role,
                event.creatorId().value(),
                template,
                params,
                NotificationText.of(template, params));
    }
}

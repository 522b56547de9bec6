package io.taskledger.decider.decision;

import static io.taskledger.contract.Notification.Template.CANCELLATION_ESCALATED;
import static io.taskledger.contract.Notification.Template.CANCELLATION_REFUSED;
import static io.taskledger.contract.Notification.Template.CANCELLATION_REMINDER;
import static io.taskledger.contract.Notification.Template.CANCELLATION_REQUESTED;
import static io.taskledger.contract.Notification.Template.CANCELLATION_RESUMED;
import static io.taskledger.contract.Notification.Template.CANCELLATION_WITHDRAWN;
import static io.taskledger.contract.Notification.Template.TASK_CANCELLED;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.NamedIds;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Notification.Template;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Side;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.CancellationEscalated;
import io.taskledger.contract.TaskEvent.CancellationRefused;
import io.taskledger.contract.TaskEvent.CancellationReminded;
import io.taskledger.contract.TaskEvent.CancellationRequested;
import io.taskledger.contract.TaskEvent.CancellationResumed;
import io.taskledger.contract.TaskEvent.CancellationWithdrawn;
import io.taskledger.contract.TaskEvent.ProductionStarted;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskEvent.VideoUploaded;
import io.taskledger.decider.decision.Task.Pending;
import io.taskledger.decider.decision.Task.Running;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who is told what of an event (R05, R08, D19). */
public final class Notifications {

    /** As everywhere in the contract: in UTC, milliseconds always. */
    private static final DateTimeFormatter UTC_MS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Task before;
    private final EventEnvelope event;
    private final SortedMap<String, String> params = new TreeMap<>();
    private final List<Notification> notifications = new ArrayList<>(2);

    private Notifications(Task before, EventEnvelope event) {
        this.before = before;
        this.event = event;
        params.put("taskId", event.taskId().value());
    }

    /** Pure: the same event gives the same notifications, with the same ids. */
    public static List<Notification> of(Task before, EventEnvelope event) {
        Notifications notifications = new Notifications(before, event);
        notifications.tell();
        return notifications.notifications;
    }

    private void tell() {
        TaskEvent fact = event.event();
        switch (fact) {
            case CancellationRequested e -> {
                requestParams(e.quote(), e.confirmBy());
                tell(e.requestedBy().other(), CANCELLATION_REQUESTED);
            }
            case CancellationReminded e -> {
                Pending pending = pending();
                requestParams(pending.quote(), pending.confirmBy());
                tell(pending.by().other(), CANCELLATION_REMINDER);
            }
            // Refused by the counterparty, withdrawn by the requester: the other one is told.
            case CancellationRefused e -> tell(pending().by(), CANCELLATION_REFUSED);
            case CancellationWithdrawn e -> tell(pending().by().other(), CANCELLATION_WITHDRAWN);
            case CancellationResumed e -> tellBoth(CANCELLATION_RESUMED);
            case CancellationEscalated e -> tellBoth(CANCELLATION_ESCALATED);
            case TaskCancelled e -> {
                quoteParams(e.quote());
                tell(Role.CLIENT, e.clientId(), TASK_CANCELLED);
                if (e.creatorId() != null) {
                    tell(Role.CREATOR, e.creatorId(), TASK_CANCELLED);
                }
            }
            case TaskPublished e -> {}
            case TaskAccepted e -> {}
            case ProductionStarted e -> {}
            case VideoUploaded e -> {}
            case TaskCompleted e -> {}
        }
    }

    private void requestParams(Quote quote, Instant confirmBy) {
        quoteParams(quote);
        params.put("confirmBy", UTC_MS.format(confirmBy));
    }

    private void quoteParams(Quote quote) {
        params.put("amountMinor", Long.toString(quote.total().amountMinor()));
        params.put("currency", quote.total().currency().getCurrencyCode());
        params.put("toCreatorMinor", Long.toString(quote.toCreatorMinor()));
        params.put("toClientMinor", Long.toString(quote.toClientMinor()));
        params.put("rule", quote.rule().name());
    }

    private Running running() {
        if (before instanceof Running running) {
            return running;
        }
        throw new IllegalStateException(event + " cannot follow " + before);
    }

    private Pending pending() {
        Pending pending = running().pending();
        if (pending == null) {
            throw new IllegalStateException(event + " cannot follow " + before);
        }
        return pending;
    }

    private void tellBoth(Template template) {
        tell(Side.CLIENT, template);
        tell(Side.CREATOR, template);
    }

    private void tell(Side side, Template template) {
        switch (side) {
            case CLIENT -> tell(Role.CLIENT, running().terms().client(), template);
            case CREATOR -> tell(Role.CREATOR, running().creator(), template);
        }
    }

    private void tell(Role role, Identifier recipient, Template template) {
        notifications.add(new Notification(
                NamedIds.notification(event.id(), role, template),
                event.subject(),
                event.time(),
                event.id(),
                event.trace(),
                role,
                recipient.value(),
                template,
                params,
                NotificationText.of(template, params)));
    }
}

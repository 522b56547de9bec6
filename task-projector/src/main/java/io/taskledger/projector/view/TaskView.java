package io.taskledger.projector.view;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.AllowedCommands.Situation;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Side;
import io.taskledger.contract.Status;
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
import io.taskledger.contract.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands.
 *
 * @param creatorId who accepted; before that who was invited, if anybody
 * @param acceptBy  null once accepted or over
 * @param clientRequests  how often the client has asked to cancel
 * @param creatorRequests how often the creator's side has
 * @param publishedAt when it was published: where it stands in lists, for ever
 * @param acceptedAt  null before that
 * @param firstUploadAt null before that
 * @param endedAt   null while it may go on
 * @param updatedAt when its last event was decided
 */
public record TaskView(
        String taskId,
        long version,
        Status status,
        TaskKind kind,
        String clientId,
        @Nullable String creatorId,
        boolean invited,
        @Nullable String mcnId,
        @Nullable String payeeId,
        @Nullable String campaignId,
        Money amount,
        PolicyRef policy,
        @Nullable Instant acceptBy,
        int uploads,
        @Nullable PendingCancellation pending,
        int clientRequests,
        int creatorRequests,
        Instant publishedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant firstUploadAt,
        @Nullable Instant endedAt,
        Instant updatedAt) {

    /** A request that waits for the other side. */
    public record PendingCancellation(
            Side requestedBy,
            Reason.Code reasonCode,
            @Nullable String reason,
            Quote quote,
            Instant requestedAt,
            Instant confirmBy,
            boolean escalated) {}

    /**
     * The view after one more event. Throws {@link Gap} where the event is not the next one.
     *
     * @param before null where there is no task yet
     */
    public static TaskView fold(@Nullable TaskView before, EventEnvelope event) {
        long expected = before == null ? 1 : before.version + 1;
        if (event.version() != expected) {
            throw gap(event, expected);
        }
        if (before == null) {
            if (event.event() instanceof TaskPublished published) {
                return published(published, event);
            }
            throw gap(event, expected);
        }
        return before.next(event);
    }

    private static Gap gap(EventEnvelope event, long expected) {
        return new Gap("Task " + event.taskId().value(), event.type(), event.version(), expected);
    }

    private static TaskView published(TaskPublished e, EventEnvelope event) {
        return new TaskView(
                event.taskId().value(),
                1,
                Status.PUBLISHED,
                e.kind(),
                e.clientId().value(),
                value(e.creatorId()),
                e.creatorId() != null,
                null,
                null,
                value(e.campaignId()),
                e.amount(),
                e.policy(),
                e.acceptBy(),
                0,
                null,
                0,
                0,
                event.time(),
                null,
                null,
                null,
                event.time());
    }

    private TaskView next(EventEnvelope event) {
        TaskEvent fact = event.event();
        return switch (fact) {
            case TaskPublished e -> throw gap(event, version + 1);
            case TaskAccepted e ->
                new TaskView(
                        taskId,
                        event.version(),
                        Status.ACCEPTED,
                        kind,
                        clientId,
                        e.creatorId().value(),
                        invited,
                        value(e.mcnId()),
                        e.payeeId().value(),
                        campaignId,
                        amount,
                        policy,
                        null,
                        0,
                        null,
                        0,
                        0,
                        publishedAt,
                        event.time(),
                        null,
                        null,
                        event.time());
            case ProductionStarted e -> moved(event, Status.IN_PRODUCTION, uploads, pending);
            case VideoUploaded e -> moved(event, Status.DELIVERED, e.uploads(), pending);
            case CancellationRequested e -> requested(e, event);
            case CancellationReminded e -> moved(event, status, uploads, pending);
            case CancellationEscalated e -> moved(event, status, uploads, escalated(event));
            case CancellationRefused e -> moved(event, status, uploads, null);
            case CancellationWithdrawn e -> moved(event, status, uploads, null);
            case CancellationResumed e -> moved(event, status, uploads, null);
            case TaskCancelled e -> moved(event, Status.CANCELLED, uploads, null);
            case TaskCompleted e -> moved(event, Status.COMPLETED, uploads, null);
        };
    }

    private TaskView requested(CancellationRequested e, EventEnvelope event) {
        PendingCancellation request = new PendingCancellation(
                e.requestedBy(), e.reason().code(), e.reason().text(), e.quote(), event.time(), e.confirmBy(), false);
        int byClient = e.requestedBy() == Side.CLIENT ? 1 : 0;
        return copy(event, status, uploads, request, clientRequests + byClient, creatorRequests + 1 - byClient);
    }

    private PendingCancellation escalated(EventEnvelope event) {
        if (pending == null) {
            throw gap(event, version + 1);
        }
        return new PendingCancellation(
                pending.requestedBy,
                pending.reasonCode,
                pending.reason,
                pending.quote,
                pending.requestedAt,
                pending.confirmBy,
                true);
    }

    private TaskView moved(EventEnvelope event, Status to, int uploads, @Nullable PendingCancellation pending) {
        return copy(event, to, uploads, pending, clientRequests, creatorRequests);
    }

    private TaskView copy(
            EventEnvelope event,
            Status to,
            int uploads,
            @Nullable PendingCancellation pending,
            int clientRequests,
            int creatorRequests) {
        boolean firstUpload = firstUploadAt == null && event.event() instanceof VideoUploaded;
        return new TaskView(
                taskId,
                event.version(),
                to,
                kind,
                clientId,
                creatorId,
                invited,
                mcnId,
                payeeId,
                campaignId,
                amount,
                policy,
                null,
                uploads,
                pending,
                clientRequests,
                creatorRequests,
                publishedAt,
                acceptedAt,
                firstUpload ? event.time() : firstUploadAt,
                event.type().isTerminal() ? event.time() : null,
                event.time());
    }

    /** Until when somebody has to move; null where nothing is awaited, or an operator. */
    public @Nullable Instant dueAt() {
        if (acceptBy != null) {
            return acceptBy;
        }
        return pending == null || pending.escalated ? null : pending.confirmBy;
    }

    /** As the decider's answers have it. */
    public Map<Role, List<CommandName>> allowedCommands() {
        return AllowedCommands.of(new Situation(
                status,
                kind,
                invited,
                mcnId != null,
                pending == null ? null : pending.requestedBy,
                pending != null && pending.escalated,
                clientRequests < AllowedCommands.MAX_REQUESTS_PER_SIDE,
                creatorRequests < AllowedCommands.MAX_REQUESTS_PER_SIDE));
    }

    /** From acceptance; null before there was an upload. */
    public @Nullable Duration untilFirstUpload() {
        return acceptedAt == null || firstUploadAt == null ? null : Duration.between(acceptedAt, firstUploadAt);
    }

    private static @Nullable String value(@Nullable Identifier id) {
        return id == null ? null : id.value();
    }
}

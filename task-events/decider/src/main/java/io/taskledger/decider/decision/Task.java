package io.taskledger.decider.decision;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.AllowedCommands;
import io.taskledger.contract.AllowedCommands.Situation;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
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
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskEvent.TaskAccepted;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.TaskEvent.TaskPublished;
import io.taskledger.contract.TaskEvent.VideoUploaded;
import io.taskledger.contract.TaskKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a task, as far as deciding needs it. Evolving decides nothing. */
public sealed interface Task {

    /** No command has made it yet. */
    record Unknown() implements Task {}

    /**
     * Offered.
     *
     * @param invited null where anybody may accept (D22)
     */
    record Published(Terms terms, @Nullable CreatorId invited, Instant acceptBy) implements Task {}

    /**
     * Accepted, and not ended: in work, or with a cancellation pending.
     *
     * @param uploads distinct ones, in order (D11)
     * @param pending null where nobody asks to cancel
     * @param clientRequests  how often the client has asked
     * @param creatorRequests how often the creator's side has asked
     */
    record Running(
            Terms terms,
            CreatorId creator,
            @Nullable McnId mcn,
            PayeeId payee,
            boolean started,
            List<AssetId> uploads,
            @Nullable Pending pending,
            int clientRequests,
            int creatorRequests)
            implements Task {

        public Running {
            uploads = List.copyOf(uploads);
        }

        Status status() {
            return !uploads.isEmpty() ? Status.DELIVERED : started ? Status.IN_PRODUCTION : Status.ACCEPTED;
        }

        Stage stage() {
            return !uploads.isEmpty() ? Stage.UPLOADED : started ? Stage.STARTED : Stage.NOT_STARTED;
        }

        int requests(Side side) {
            return side == Side.CLIENT ? clientRequests : creatorRequests;
        }

        boolean isParty(Actor actor) {
            return switch (actor.role()) {
                case CLIENT -> actor.is(Role.CLIENT, terms.client());
                case CREATOR -> actor.is(Role.CREATOR, creator);
                case MCN -> mcn != null && actor.is(Role.MCN, mcn);
                case OPERATOR, TIMER -> true;
            };
        }

        private Running working(boolean started, List<AssetId> uploads) {
            return new Running(terms, creator, mcn, payee, started, uploads, pending, clientRequests, creatorRequests);
        }

        private Running with(@Nullable Pending pending) {
            return new Running(terms, creator, mcn, payee, started, uploads, pending, clientRequests, creatorRequests);
        }

        private Running asked(Pending request) {
            int byClient = request.by() == Side.CLIENT ? 1 : 0;
            return new Running(
                    terms,
                    creator,
                    mcn,
                    payee,
                    started,
                    uploads,
                    request,
                    clientRequests + byClient,
                    creatorRequests + 1 - byClient);
        }
    }

    /** Over. Only what answers repeats is left. */
    record Ended(Status status, Money amount, PolicyRef policy) implements Task {}

    /** What was agreed at publication. */
    record Terms(TaskKind kind, ClientId client, Money amount, PolicyRef policy) {}

    /**
     * A request to cancel that waits for the other side.
     *
     * @param quote      what it settles at, whatever happens meanwhile (D03)
     * @param remindedAt when it was last reminded of, or asked for
     */
    record Pending(
            Side by,
            Reason.Code reasonCode,
            Stage stage,
            int uploads,
            Quote quote,
            Instant requestedAt,
            Instant confirmBy,
            Instant remindedAt,
            boolean escalated) {

        private Pending reminded(Instant time) {
            return new Pending(by, reasonCode, stage, uploads, quote, requestedAt, confirmBy, time, escalated);
        }

        private Pending turnedOver() {
            return new Pending(by, reasonCode, stage, uploads, quote, requestedAt, confirmBy, remindedAt, true);
        }
    }

    /** The task after one more event. Throws {@link IllegalStateException} where the event cannot follow. */
    static Task evolve(Task task, TaskEvent event, Instant time) {
        return switch (event) {
            case TaskPublished e -> published(task, e);
            case TaskAccepted e ->
                new Running(
                        offered(task, e).terms(), e.creatorId(), e.mcnId(), e.payeeId(), false, List.of(), null, 0, 0);
            case ProductionStarted e -> {
                Running running = running(task, e);
                yield running.working(true, running.uploads());
            }
            case VideoUploaded e -> {
                Running running = running(task, e);
                yield running.working(true, append(running.uploads(), e.assetId()));
            }
            case CancellationRequested e -> requested(running(task, e), e, time);
            case CancellationReminded e ->
                running(task, e).with(pending(task, e).reminded(time));
            case CancellationEscalated e ->
                running(task, e).with(pending(task, e).turnedOver());
            case CancellationRefused e -> resumed(task, e);
            case CancellationWithdrawn e -> resumed(task, e);
            case CancellationResumed e -> resumed(task, e);
            case TaskCancelled e -> ended(task, e, Status.CANCELLED, e.quote());
            case TaskCompleted e -> ended(task, e, Status.COMPLETED, e.quote());
        };
    }

    private static Task published(Task task, TaskPublished event) {
        if (!(task instanceof Unknown)) {
            throw cannotFollow(task, event);
        }
        Terms terms = new Terms(event.kind(), event.clientId(), event.amount(), event.policy());
        return new Published(terms, event.creatorId(), event.acceptBy());
    }

    private static Task requested(Running task, CancellationRequested event, Instant time) {
        if (task.pending() != null) {
            throw cannotFollow(task, event);
        }
        return task.asked(new Pending(
                event.requestedBy(),
                event.reason().code(),
                event.stage(),
                event.uploads(),
                event.quote(),
                time,
                event.confirmBy(),
                time,
                false));
    }

    private static Task resumed(Task task, TaskEvent event) {
        pending(task, event);
        return running(task, event).with(null);
    }

    private static Task ended(Task task, TaskEvent event, Status status, Quote quote) {
        if (task instanceof Unknown || task instanceof Ended) {
            throw cannotFollow(task, event);
        }
        return new Ended(status, quote.total(), quote.policy());
    }

    private static Published offered(Task task, TaskEvent event) {
        if (task instanceof Published published) {
            return published;
        }
        throw cannotFollow(task, event);
    }

    private static Running running(Task task, TaskEvent event) {
        if (task instanceof Running running) {
            return running;
        }
        throw cannotFollow(task, event);
    }

    private static Pending pending(Task task, TaskEvent event) {
        Pending pending = running(task, event).pending();
        if (pending == null) {
            throw cannotFollow(task, event);
        }
        return pending;
    }

    private static IllegalStateException cannotFollow(Task task, TaskEvent event) {
        return new IllegalStateException(event + " cannot follow " + task);
    }

    private static List<AssetId> append(List<AssetId> uploads, AssetId assetId) {
        List<AssetId> all = new ArrayList<>(uploads);
        all.add(assetId);
        return all;
    }

    /** Null where there is no task. */
    default @Nullable Status currentStatus() {
        return switch (this) {
            case Unknown t -> null;
            case Published t -> Status.PUBLISHED;
            case Running t -> t.status();
            case Ended t -> t.status();
        };
    }

    /** What decides about the commands that may be sent now. */
    default Situation situation() {
        return switch (this) {
            case Unknown t -> Situation.NO_TASK;
            case Published t ->
                new Situation(Status.PUBLISHED, t.terms().kind(), t.invited() != null, false, null, false, true, true);
            case Running t ->
                new Situation(
                        t.status(),
                        t.terms().kind(),
                        false,
                        t.mcn() != null,
                        t.pending() == null ? null : t.pending().by(),
                        t.pending() != null && t.pending().escalated(),
                        t.clientRequests() < AllowedCommands.MAX_REQUESTS_PER_SIDE,
                        t.creatorRequests() < AllowedCommands.MAX_REQUESTS_PER_SIDE);
            case Ended t -> new Situation(t.status(), TaskKind.ORDER, false, false, null, false, false, false);
        };
    }
}

package io.taskledger.audit;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task as its events so far have made it; what they may say is said in {@link Rules}. */
final class Life extends Folded {

    enum Side {
        CLIENT,
        CREATOR;

        Side other() {
            return this == CLIENT ? CREATOR : CLIENT;
        }
    }

    /** As on the wire; a task that is accepted and not ended is one of the three in the middle. */
    enum Status {
        PUBLISHED,
        ACCEPTED,
        IN_PRODUCTION,
        DELIVERED,
        COMPLETED,
        CANCELLED
    }

    /** A request to cancel that waits for the other side. */
    record Pending(
            Side by,
            @Nullable String reasonCode,
            @Nullable String reason,
            String stage,
            long uploads,
            @Nullable Quote quote,
            long requestedAtMs,
            long confirmByMs,
            long remindedAtMs,
            boolean escalated) {

        Pending reminded(long atMs) {
            return new Pending(
                    by, reasonCode, reason, stage, uploads, quote, requestedAtMs, confirmByMs, atMs, escalated);
        }

        Pending turnedOver() {
            return new Pending(
                    by, reasonCode, reason, stage, uploads, quote, requestedAtMs, confirmByMs, remindedAtMs, true);
        }
    }

    /** Null before publication. */
    @Nullable
    Status status;

    @Nullable
    String kind;

    @Nullable
    String client;

    @Nullable
    String invited;

    @Nullable
    String creator;

    @Nullable
    String mcn;

    @Nullable
    String payee;

    @Nullable
    String campaign;

    long amountMinor;
    String currency = "";

    /** Null where we know of no such policy. */
    @Nullable
    Policy policy;

    long acceptByMs;

    @Nullable
    Long acceptedAtMs;

    @Nullable
    Long firstUploadAtMs;

    final Set<String> assets = new HashSet<>();

    @Nullable
    Pending pending;

    int clientRequests;
    int creatorRequests;

    /** The event that ended it. */
    @Nullable
    Happened end;

    boolean isRunning() {
        return status == Status.ACCEPTED || status == Status.IN_PRODUCTION || status == Status.DELIVERED;
    }

    String stage() {
        return status == Status.DELIVERED ? "UPLOADED" : status == Status.IN_PRODUCTION ? "STARTED" : "NOT_STARTED";
    }

    int requests(Side side) {
        return side == Side.CLIENT ? clientRequests : creatorRequests;
    }

    /** Whom a side is told by: the creator's side is told through the creator. */
    @Nullable
    String party(Side side) {
        return side == Side.CLIENT ? client : creator;
    }

    @Override
    @Nullable
    String statusName() {
        return status == null ? null : status.name();
    }

    @Override
    void apply(Happened event) {
        version = event.sequence();
        timeMs = event.timeMs();
        if (end != null) {
            return;
        }
        Json data = event.data();
        switch (event.type()) {
            case "TaskPublished" -> publish(data);
            case "TaskAccepted" -> {
                status = Status.ACCEPTED;
                acceptedAtMs = event.timeMs();
                creator = data.text("creatorId");
                mcn = data.text("mcnId");
                payee = data.text("payeeId");
            }
            case "ProductionStarted" -> status = Status.IN_PRODUCTION;
            case "VideoUploaded" -> {
                status = Status.DELIVERED;
                firstUploadAtMs = firstUploadAtMs == null ? event.timeMs() : firstUploadAtMs;
                assets.add(String.valueOf(data.text("assetId")));
            }
            case "CancellationRequested" -> request(event, data);
            case "CancellationReminded" -> pending = pending == null ? null : pending.reminded(event.timeMs());
            case "CancellationEscalated" -> pending = pending == null ? null : pending.turnedOver();
            case "CancellationRefused", "CancellationWithdrawn", "CancellationResumed" -> pending = null;
            case "TaskCancelled" -> end(Status.CANCELLED, event);
            case "TaskCompleted" -> end(Status.COMPLETED, event);
            default -> {}
        }
    }

    private void publish(Json data) {
        Json ref = data.at("policy");
        status = Status.PUBLISHED;
        kind = data.text("kind");
        client = data.text("clientId");
        invited = data.text("creatorId");
        campaign = data.text("campaignId");
        amountMinor = data.numberOr("amountMinor", -1);
        currency = String.valueOf(data.text("currency"));
        policy = Policy.of(ref.text("id"), ref.numberOr("version", -1));
        Long acceptBy = data.time("acceptBy");
        acceptByMs = acceptBy == null ? Long.MAX_VALUE : acceptBy;
    }

    private void request(Happened event, Json data) {
        Side by = "CLIENT".equals(data.text("requestedBy")) ? Side.CLIENT : Side.CREATOR;
        Long confirmBy = data.time("confirmBy");
        pending = new Pending(
                by,
                data.text("reasonCode"),
                data.text("reason"),
                String.valueOf(data.text("stage")),
                data.numberOr("uploads", -1),
                Quote.read(data.at("quote")),
                event.timeMs(),
                confirmBy == null ? Long.MAX_VALUE : confirmBy,
                event.timeMs(),
                false);
        if (by == Side.CLIENT) {
            clientRequests++;
        } else {
            creatorRequests++;
        }
    }

    private void end(Status how, Happened event) {
        status = how;
        pending = null;
        end = event;
    }
}

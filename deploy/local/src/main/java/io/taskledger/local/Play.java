package io.taskledger.local;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.CommandId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Reason;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.Resolution;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskKind;
import io.taskledger.contract.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** One task of the demo, played command by command; every answer is checked. */
final class Play {

    static final Actor CLIENT = new Actor(Role.CLIENT, "client-7");
    static final Actor CREATOR = new Actor(Role.CREATOR, "creator-9");
    static final Actor OPERATOR = new Actor(Role.OPERATOR, "operator-1");

    /** What the creators' decider has published reaches the tasks' within milliseconds, on a busy machine within seconds. */
    static final int TRIES = 60;

    static final Duration PAUSE = Duration.ofMillis(500);

    private static final Currency CNY = Currency.getInstance("CNY");

    private final Client client;
    private final String taskId;
    private int sent;
    private long lastSentNanos;

    Play(Client client, String taskId) {
        this.client = client;
        this.taskId = taskId;
    }

    String taskId() {
        return taskId;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }

    Play publish(TaskKind kind, long amountMinor, @Nullable String policy) throws InterruptedException {
        return client(new PublishTask(kind, new Money(amountMinor, CNY), new CreatorId(CREATOR.id()), null, policy));
    }

    /** For whoever comes first. */
    Play publishOpen(TaskKind kind, long amountMinor) throws InterruptedException {
        return client(new PublishTask(kind, new Money(amountMinor, CNY), null, null, null));
    }

    /** As soon as the tasks' decider has read that the creator may take orders. */
    Play acceptedSoon(Actor creator) throws InterruptedException {
        CommandResult result = ask(creator, new AcceptTask(null, null));
        for (int tries = 1; result.code() == RejectionCode.CREATOR_NOT_ONBOARDED && tries < TRIES; tries++) {
            Thread.sleep(PAUSE);
            result = ask(creator, new AcceptTask(null, null));
        }
        accept(result);
        return this;
    }

    Play accepted() throws InterruptedException {
        return publish(TaskKind.ORDER, 10_001, null).creator(new AcceptTask(null, null));
    }

    Play started() throws InterruptedException {
        return accepted().creator(new StartProduction());
    }

    Play uploaded() throws InterruptedException {
        return started().creator(new UploadVideo(new AssetId("a-1")));
    }

    Play clientAsks() throws InterruptedException {
        return client(new RequestCancellation(new Reason(Reason.Code.CHANGE_OF_PLAN, "campaign moved")));
    }

    Play creatorAsks() throws InterruptedException {
        return asksToLeave(CREATOR);
    }

    Play asksToLeave(Actor creator) throws InterruptedException {
        return as(creator, new RequestCancellation(new Reason(Reason.Code.CANNOT_DELIVER, "no studio")));
    }

    /** Until the counterparty's window has passed in silence. */
    Play awaitEscalation() throws InterruptedException {
        client.awaitEvent(taskId, EventType.CANCELLATION_ESCALATED);
        return this;
    }

    Play operatorCancels(long rateBp) throws InterruptedException {
        ask(OPERATOR, new ResolveCancellation(Resolution.CANCEL, rateBp, new CaseRef("case-2026-17")));
        return this;
    }

    Play client(TaskCommand command) throws InterruptedException {
        return as(CLIENT, command);
    }

    Play creator(TaskCommand command) throws InterruptedException {
        return as(CREATOR, command);
    }

    Play as(Actor actor, TaskCommand command) throws InterruptedException {
        accept(ask(actor, command));
        return this;
    }

    /** The creator sends what it may not; the answer has to say so. */
    Play creatorIsRefused(TaskCommand command, RejectionCode code) throws InterruptedException {
        CommandResult result = ask(CREATOR, command);
        if (result.code() != code) {
            throw new IllegalStateException(
                    result.commandType() + " was to be refused with " + code + ", but: " + result);
        }
        return this;
    }

    /** The very same command again: the same answer, and nothing done. */
    Play clientRepeats(TaskCommand command) throws InterruptedException {
        CommandEnvelope envelope = envelope(CLIENT, command);
        CommandResult first = accept(client.ask(envelope));
        CommandResult again = client.ask(envelope);
        if (!again.replayed()
                || again.version() != first.version()
                || !again.eventIds().equals(first.eventIds())) {
            throw new IllegalStateException("the repeat was not answered as the first: " + again);
        }
        return this;
    }

    /** Throws {@link IllegalStateException} where it was refused, to whomever it was sent. */
    static CommandResult accept(CommandResult result) {
        if (result.outcome() != Outcome.ACCEPTED) {
            throw new IllegalStateException(
                    result.commandType() + " was refused: " + result.code() + ", " + result.message());
        }
        return result;
    }

    /** Whatever the answer is. */
    CommandResult ask(Actor actor, TaskCommand command) throws InterruptedException {
        return client.ask(envelope(actor, command));
    }

    private CommandEnvelope envelope(Actor actor, TaskCommand command) {
        lastSentNanos = System.nanoTime();
        return new CommandEnvelope(
                new CommandId("c-" + ++sent),
                "/taskledger/demo",
                new TaskId(taskId),
                Instant.now().toString(),
                Trace.NONE,
                actor,
                Channel.PC,
                null,
                command);
    }
}

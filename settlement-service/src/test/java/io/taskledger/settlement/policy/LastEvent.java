package io.taskledger.settlement.policy;

import io.taskledger.contract.Actor;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Channel;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.Rule;
import io.taskledger.contract.TaskEvent;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Cause;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskEvent.TaskCancelled;
import io.taskledger.contract.TaskEvent.TaskCompleted;
import io.taskledger.contract.Trace;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A task's last event, as the decider writes it: client-7's task, done by creator-9 wherever somebody has accepted. */
public record LastEvent(String taskId, long version, Instant time, TaskEvent event) {

    private static final PolicyRef POLICY = new PolicyRef("xingtu-2022-01", 1);

    private LastEvent(TaskEvent event) {
        this("task-42", 5, Instant.parse("2026-11-22T10:00:00.000Z"), event);
    }

    public static Quote quote(Rule rule, int rateBp, long amountMinor) {
        return Quote.of(new Money(amountMinor, Currency.getInstance("CNY")), rateBp, rule, POLICY);
    }

    /** After acceptance. */
    public static LastEvent cancelled(Cause cause, Basis basis, Stage stage, int uploads, Quote quote) {
        boolean resolved = basis == Basis.RESOLVED;
        return new LastEvent(new TaskCancelled(
                cause,
                basis,
                stage,
                uploads,
                basis == Basis.CROSS_REQUEST ? Attribution.MUTUAL : Attribution.valueOf(cause.name()),
                new ClientId("client-7"),
                new CreatorId("creator-9"),
                new PayeeId("creator-9"),
                cause == Cause.PLATFORM ? null : Reason.Code.CHANGE_OF_PLAN,
                quote,
                resolved ? new CaseRef("case-1") : null));
    }

    /** Before anybody accepted. */
    public static LastEvent unaccepted(Cause cause, Attribution attribution, Quote quote) {
        return new LastEvent(new TaskCancelled(
                cause, Basis.IMMEDIATE, null, 0, attribution, new ClientId("client-7"), null, null, null, quote, null));
    }

    public static LastEvent completed(Quote quote) {
        return new LastEvent(new TaskCompleted(
                new ClientId("client-7"), new CreatorId("creator-9"), new PayeeId("creator-9"), 1, quote));
    }

    public LastEvent of(String taskId) {
        return new LastEvent(taskId, version, time, event);
    }

    public LastEvent version(long version) {
        return new LastEvent(taskId, version, time, event);
    }

    public LastEvent at(String time) {
        return new LastEvent(taskId, version, Instant.parse(time), event);
    }

    /** As where the acceptance named somebody else to be paid (D18). */
    public LastEvent payee(@Nullable String payeeId) {
        PayeeId payee = payeeId == null ? null : new PayeeId(payeeId);
        if (event instanceof TaskCompleted e && payee != null) {
            return with(new TaskCompleted(e.clientId(), e.creatorId(), payee, e.uploads(), e.quote()));
        }
        TaskCancelled e = (TaskCancelled) event;
        return with(new TaskCancelled(
                e.cause(),
                e.basis(),
                e.stage(),
                e.uploads(),
                e.attributableTo(),
                e.clientId(),
                e.creatorId(),
                payee,
                e.reasonCode(),
                e.quote(),
                e.caseRef()));
    }

    public LastEvent with(TaskEvent event) {
        return new LastEvent(taskId, version, time, event);
    }

    public EventEnvelope envelope() {
        return new EventEnvelope(
                new TaskId(taskId),
                version,
                time,
                "c-9",
                new Trace("corr-1", null),
                1,
                null,
                new Actor(Role.CREATOR, "creator-9"),
                Channel.MOBILE,
                event);
    }
}

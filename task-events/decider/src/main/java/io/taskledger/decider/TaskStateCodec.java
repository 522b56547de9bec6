package io.taskledger.decider;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Money;
import io.taskledger.contract.PolicyRef;
import io.taskledger.contract.Quote;
import io.taskledger.contract.Reason;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Rule;
import io.taskledger.contract.Side;
import io.taskledger.contract.Status;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.TaskKind;
import io.taskledger.decider.decision.Task;
import io.taskledger.decider.decision.Task.Ended;
import io.taskledger.decider.decision.Task.Pending;
import io.taskledger.decider.decision.Task.Published;
import io.taskledger.decider.decision.Task.Running;
import io.taskledger.decider.decision.Task.Terms;
import io.taskledger.decider.decision.Task.Unknown;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Answers;
import io.taskledger.engine.deciding.StateBytes.Reader;
import io.taskledger.engine.deciding.StateBytes.Writer;
import java.time.Instant;
import java.util.Currency;

/**
 * State as bytes. It never leaves the service; as JSON it would cost a third of all time. The enums' order is part of the
 * form: append to them only, or raise {@link #VERSION} and rebuild.
 */
final class TaskStateCodec {

    private static final int VERSION = 1;

    private static final Side[] SIDES = Side.values();
    private static final Stage[] STAGES = Stage.values();
    private static final Status[] STATUSES = Status.values();
    private static final TaskKind[] KINDS = TaskKind.values();
    private static final Rule[] RULES = Rule.values();
    private static final RejectionCode[] CODES = RejectionCode.values();
    private static final CommandType[] COMMANDS = CommandType.values();
    private static final Reason.Code[] REASONS = Reason.Code.values();

    private TaskStateCodec() {}

    static byte[] write(TaskState state) {
        Writer bytes = new Writer();
        bytes.one(VERSION);
        bytes.number(state.version());
        bytes.time(state.time());
        switch (state.task()) {
            case Unknown t -> throw new IllegalArgumentException("a task that does not exist has no state");
            case Published t -> {
                bytes.one('P');
                terms(bytes, t.terms());
                bytes.optional(t.invited(), (w, id) -> w.text(id.value()));
                bytes.time(t.acceptBy());
            }
            case Running t -> {
                bytes.one('R');
                running(bytes, t);
            }
            case Ended t -> {
                bytes.one('E');
                bytes.constant(t.status());
                money(bytes, t.amount());
                policy(bytes, t.policy());
            }
        }
        bytes.list(state.answers().accepted(), TaskStateCodec::answer);
        bytes.list(state.answers().refused(), TaskStateCodec::answer);
        return bytes.toBytes();
    }

    /** Throws {@link IllegalStateException} where the bytes are of another version: then a rebuild is due. */
    static TaskState read(byte[] value) {
        Reader bytes = new Reader(value);
        int form = bytes.one();
        if (form != VERSION) {
            throw new IllegalStateException("state of form " + form + ", where " + VERSION
                    + " is known; start once with --rebuild to load it from the log");
        }
        long version = bytes.number();
        Instant time = bytes.time();
        Terms[] terms = new Terms[1];
        Task task = task(bytes, terms);
        Answers answers = new Answers(bytes.list(r -> answer(r, terms[0])), bytes.list(r -> answer(r, terms[0])));
        TaskState state = new TaskState(version, time, task, answers);
        bytes.end();
        return state;
    }

    /** The amount and the policy, which every quote of the task shares, are kept once. */
    private static Task task(Reader bytes, Terms[] terms) {
        int mark = bytes.one();
        return switch (mark) {
            case 'P' -> {
                terms[0] = terms(bytes);
                yield new Published(terms[0], bytes.optional(r -> new CreatorId(r.text())), bytes.time());
            }
            case 'R' -> {
                terms[0] = terms(bytes);
                yield running(bytes, terms[0]);
            }
            case 'E' -> {
                Ended ended = new Ended(bytes.constant(STATUSES), money(bytes), policy(bytes));
                terms[0] = new Terms(TaskKind.ORDER, new ClientId("-"), ended.amount(), ended.policy());
                yield ended;
            }
            default -> throw new IllegalStateException("no task has the mark " + mark);
        };
    }

    private static void running(Writer bytes, Running task) {
        terms(bytes, task.terms());
        bytes.text(task.creator().value());
        bytes.optional(task.mcn(), (w, id) -> w.text(id.value()));
        bytes.text(task.payee().value());
        bytes.one(task.started() ? 1 : 0);
        bytes.list(task.uploads(), (w, id) -> w.text(id.value()));
        bytes.optional(task.pending(), TaskStateCodec::pending);
        bytes.number(task.clientRequests());
        bytes.number(task.creatorRequests());
    }

    private static Running running(Reader bytes, Terms terms) {
        return new Running(
                terms,
                new CreatorId(bytes.text()),
                bytes.optional(r -> new McnId(r.text())),
                new PayeeId(bytes.text()),
                bytes.one() == 1,
                bytes.list(r -> new AssetId(r.text())),
                bytes.optional(r -> pending(r, terms)),
                (int) bytes.number(),
                (int) bytes.number());
    }

    private static void pending(Writer bytes, Pending pending) {
        bytes.constant(pending.by());
        bytes.constant(pending.reasonCode());
        bytes.constant(pending.stage());
        bytes.number(pending.uploads());
        quote(bytes, pending.quote());
        bytes.time(pending.requestedAt());
        bytes.time(pending.confirmBy());
        bytes.time(pending.remindedAt());
        bytes.one(pending.escalated() ? 1 : 0);
    }

    private static Pending pending(Reader bytes, Terms terms) {
        return new Pending(
                bytes.constant(SIDES),
                bytes.constant(REASONS),
                bytes.constant(STAGES),
                (int) bytes.number(),
                quote(bytes, terms),
                bytes.time(),
                bytes.time(),
                bytes.time(),
                bytes.one() == 1);
    }

    private static void terms(Writer bytes, Terms terms) {
        bytes.constant(terms.kind());
        bytes.text(terms.client().value());
        money(bytes, terms.amount());
        policy(bytes, terms.policy());
    }

    private static Terms terms(Reader bytes) {
        return new Terms(bytes.constant(KINDS), new ClientId(bytes.text()), money(bytes), policy(bytes));
    }

    private static void money(Writer bytes, Money money) {
        bytes.number(money.amountMinor());
        bytes.text(money.currency().getCurrencyCode());
    }

    private static Money money(Reader bytes) {
        return new Money(bytes.number(), Currency.getInstance(bytes.text()));
    }

    private static void policy(Writer bytes, PolicyRef policy) {
        bytes.text(policy.id());
        bytes.number(policy.version());
    }

    private static PolicyRef policy(Reader bytes) {
        return new PolicyRef(bytes.text(), (int) bytes.number());
    }

    private static void quote(Writer bytes, Quote quote) {
        bytes.number(quote.rateBp());
        bytes.constant(quote.rule());
    }

    /** The shares follow from the rate. */
    private static Quote quote(Reader bytes, Terms terms) {
        return Quote.of(terms.amount(), (int) bytes.number(), bytes.constant(RULES), terms.policy());
    }

    /** The end of a ban stands only behind the code that it belongs to: no state of an earlier version has that code. */
    private static void answer(Writer bytes, Answer answer) {
        bytes.text(answer.commandId());
        bytes.fixed(answer.hash());
        bytes.optional(answer.code(), Writer::constant);
        bytes.optional(answer.expiry(), Writer::constant);
        bytes.number(answer.version());
        bytes.number(answer.events());
        bytes.optional(answer.quote(), TaskStateCodec::quote);
        if (answer.code() == RejectionCode.CREATOR_BANNED) {
            bytes.optional(answer.bannedUntil(), Writer::time);
        }
    }

    private static Answer answer(Reader bytes, Terms terms) {
        String commandId = bytes.text();
        long hash = bytes.fixed();
        RejectionCode code = bytes.optional(r -> r.constant(CODES));
        return new Answer(
                commandId,
                hash,
                code,
                bytes.optional(r -> r.constant(COMMANDS)),
                bytes.number(),
                (int) bytes.number(),
                bytes.optional(r -> quote(r, terms)),
                code == RejectionCode.CREATOR_BANNED ? bytes.optional(Reader::time) : null);
    }
}

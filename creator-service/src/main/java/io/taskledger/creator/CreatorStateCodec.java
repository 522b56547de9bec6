package io.taskledger.creator;

import io.taskledger.contract.Ban;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Identifier.ViolationId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.creator.decision.Conduct;
import io.taskledger.creator.decision.Conduct.Violation;
import io.taskledger.creator.decision.Creator;
import io.taskledger.creator.decision.Creator.Applied;
import io.taskledger.creator.decision.Creator.Onboarded;
import io.taskledger.creator.decision.Creator.Profile;
import io.taskledger.creator.decision.Creator.Rejected;
import io.taskledger.creator.decision.Creator.Unknown;
import io.taskledger.creator.decision.CreatorState;
import io.taskledger.decision.Answer;
import io.taskledger.decision.Answers;
import io.taskledger.engine.deciding.StateBytes.Reader;
import io.taskledger.engine.deciding.StateBytes.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State as bytes. It never leaves the service. The enums' order is part of the form: append to them only, or raise
 * {@link #VERSION} and rebuild.
 */
final class CreatorStateCodec {

    private static final int VERSION = 1;

    private static final CreatorKind[] KINDS = CreatorKind.values();
    private static final RejectionCode[] CODES = RejectionCode.values();

    private CreatorStateCodec() {}

    static byte[] write(CreatorState state) {
        Writer bytes = new Writer();
        bytes.one(VERSION);
        bytes.number(state.version());
        bytes.time(state.time());
        switch (state.creator()) {
            case Unknown c -> throw new IllegalArgumentException("a creator that is not known has no state");
            case Applied c -> {
                bytes.one('A');
                profile(bytes, c.profile());
            }
            case Onboarded c -> {
                bytes.one('O');
                profile(bytes, c.profile());
                bytes.optional(c.mcn(), (w, id) -> w.text(id.value()));
            }
            case Rejected c -> {
                bytes.one('R');
                profile(bytes, c.profile());
            }
        }
        bytes.list(state.answers().accepted(), CreatorStateCodec::answer);
        bytes.list(state.answers().refused(), CreatorStateCodec::answer);
        return bytes.toBytes();
    }

    /** Throws {@link IllegalStateException} where the bytes are of another version: then a rebuild is due. */
    static CreatorState read(byte[] value) {
        Reader bytes = new Reader(value);
        int form = bytes.one();
        if (form != VERSION) {
            throw new IllegalStateException("state of form " + form + ", where " + VERSION
                    + " is known; start once with --rebuild to load it from the log");
        }
        CreatorState state = new CreatorState(
                bytes.number(),
                bytes.time(),
                creator(bytes),
                new Answers(bytes.list(CreatorStateCodec::answer), bytes.list(CreatorStateCodec::answer)));
        bytes.end();
        return state;
    }

    private static Creator creator(Reader bytes) {
        int mark = bytes.one();
        return switch (mark) {
            case 'A' -> new Applied(profile(bytes));
            case 'O' -> new Onboarded(profile(bytes), bytes.optional(r -> new McnId(r.text())));
            case 'R' -> new Rejected(profile(bytes));
            default -> throw new IllegalStateException("no creator has the mark " + mark);
        };
    }

    private static void profile(Writer bytes, Profile profile) {
        bytes.constant(profile.kind());
        bytes.list(profile.conduct().violations(), CreatorStateCodec::violation);
        bytes.time(profile.conduct().liftedAt());
        bytes.optional(profile.reportedAsOf(), Writer::time);
    }

    private static Profile profile(Reader bytes) {
        CreatorKind kind = bytes.constant(KINDS);
        Conduct conduct = new Conduct(bytes.list(CreatorStateCodec::violation), bytes.time());
        return new Profile(kind, conduct, bytes.optional(Reader::time));
    }

    private static void violation(Writer bytes, Violation violation) {
        bytes.text(violation.id().value());
        bytes.one(violation.overturned() ? 1 : 0);
        bytes.optional(violation.ban(), (w, ban) -> {
            w.time(ban.from());
            w.optional(ban.until(), Writer::time);
        });
    }

    private static Violation violation(Reader bytes) {
        ViolationId id = new ViolationId(bytes.text());
        boolean overturned = bytes.one() == 1;
        return new Violation(id, overturned, bytes.optional(r -> ban(r, id)));
    }

    private static Ban ban(Reader bytes, ViolationId id) {
        Instant from = bytes.time();
        @Nullable Instant until = bytes.optional(Reader::time);
        return new Ban(id, from, until);
    }

    private static void answer(Writer bytes, Answer answer) {
        bytes.text(answer.commandId());
        bytes.fixed(answer.hash());
        bytes.optional(answer.code(), Writer::constant);
        bytes.number(answer.version());
        bytes.number(answer.events());
    }

    private static Answer answer(Reader bytes) {
        return new Answer(
                bytes.text(),
                bytes.fixed(),
                bytes.optional(r -> r.constant(CODES)),
                null,
                bytes.number(),
                (int) bytes.number(),
                null,
                null);
    }
}

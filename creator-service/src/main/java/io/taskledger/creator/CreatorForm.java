package io.taskledger.creator;

import io.taskledger.creator.decision.CreatorState;
import io.taskledger.engine.deciding.Due;
import io.taskledger.engine.deciding.StateForm;
import java.time.Instant;
import java.util.List;

/** How creators are kept. */
record CreatorForm() implements StateForm<CreatorState> {

    static final String STORE = "creators";

    /** The only kind of deadline: a ban has run out. */
    private static final int LIFT = 1;

    @Override
    public List<Due> deadlines(String subject, CreatorState state) {
        Instant dueAt = state.liftDueAt();
        return dueAt == null ? List.of() : List.of(new Due(subject, LIFT, dueAt.toEpochMilli()));
    }

    @Override
    public String store() {
        return STORE;
    }

    @Override
    public CreatorState none() {
        return CreatorState.NONE;
    }

    @Override
    public long version(CreatorState state) {
        return state.version();
    }

    @Override
    public byte[] write(CreatorState state) {
        return CreatorStateCodec.write(state);
    }

    @Override
    public CreatorState read(byte[] state) {
        return CreatorStateCodec.read(state);
    }
}

package io.taskledger.decider;

import io.taskledger.contract.CommandType;
import io.taskledger.decider.decision.Deadline;
import io.taskledger.decider.decision.Policies;
import io.taskledger.decider.decision.TaskState;
import io.taskledger.engine.deciding.Due;
import io.taskledger.engine.deciding.StateForm;
import java.util.ArrayList;
import java.util.List;

/**
 * How tasks are kept.
 *
 * @param policies that they are or were pinned to
 */
record TaskForm(Policies policies) implements StateForm<TaskState> {

    static final String STORE = "tasks";

    private static final CommandType[] COMMANDS = CommandType.values();

    /** The order of {@link CommandType} is part of the form. */
    @Override
    @SuppressWarnings("EnumOrdinal")
    public List<Due> deadlines(String subject, TaskState state) {
        List<Due> deadlines = new ArrayList<>(2);
        for (Deadline deadline : Deadline.of(state.task(), policies)) {
            deadlines.add(
                    new Due(subject, deadline.asks().ordinal(), deadline.dueAt().toEpochMilli()));
        }
        return deadlines;
    }

    static CommandType asks(Due due) {
        return COMMANDS[due.kind()];
    }

    @Override
    public String store() {
        return STORE;
    }

    @Override
    public TaskState none() {
        return TaskState.NONE;
    }

    @Override
    public long version(TaskState state) {
        return state.version();
    }

    @Override
    public byte[] write(TaskState state) {
        return TaskStateCodec.write(state);
    }

    @Override
    public TaskState read(byte[] state) {
        return TaskStateCodec.read(state);
    }
}

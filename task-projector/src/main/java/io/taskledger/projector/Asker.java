package io.taskledger.projector;

import java.time.Instant;

/**
 * Who asks, and with it what there is for them: what is not theirs is as if it did not exist.
 *
 * @param until when the token runs out that says who it is
 */
record Asker(Role role, String id, Instant until) {

    /** Where no token is asked for. */
    static final Asker ANYBODY = new Asker(Role.OPERATOR, "anybody", Instant.MAX);

    enum Role {
        CLIENT,
        CREATOR,
        MCN,
        OPERATOR,
        FINANCE
    }

    boolean seesAll() {
        return role == Role.OPERATOR || role == Role.FINANCE;
    }

    boolean is(Role role, String id) {
        return this.role == role && this.id.equals(id);
    }

    /** Which rows of {@code task} there are. Once a task is somebody's it stays so: no event takes it from a party. */
    Conditions tasks() {
        Conditions theirs = new Conditions();
        return switch (role) {
            case CLIENT -> theirs.equal("client_id", id);
            case CREATOR -> theirs.equal("creator_id", id);
            // What its members do without it is theirs: here it would be added, by who they are.
            case MCN -> theirs.equal("mcn_id", id);
            case OPERATOR, FINANCE -> theirs;
        };
    }

    /** Which rows of {@code settlement} there are: those of the tasks that they see. */
    Conditions settlements() {
        Conditions tasks = tasks();
        return switch (role) {
            case CREATOR, MCN ->
                new Conditions()
                        .add(
                                "task_id in (select task_id from {view}.task" + tasks.where() + ")",
                                tasks.values().toArray());
            // Settlements name their client as tasks do.
            case CLIENT, OPERATOR, FINANCE -> tasks;
        };
    }
}

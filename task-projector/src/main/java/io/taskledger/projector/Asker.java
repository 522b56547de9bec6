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

    /**
     * Which rows of {@code task} there are. Once a task is somebody's it stays so: no event takes it from a party; but for an
     * agency's members, whose tasks it sees as long as they are.
     */
    Conditions tasks() {
        Conditions theirs = new Conditions();
        return switch (role) {
            case CLIENT -> theirs.equal("client_id", id);
            case CREATOR -> theirs.equal("creator_id", id);
            // An array, so that both sides of the "or" are found by an index.
            case MCN ->
                theirs.add(
                        "(mcn_id = ? or creator_id = any(array(select creator_id from {view}.creator where mcn_id ="
                                + " ?)))",
                        id,
                        id);
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

    /** Which rows of {@code creator} there are whose events, with evidence and cases, they may read; the record is everybody's. */
    Conditions creators() {
        Conditions theirs = new Conditions();
        return switch (role) {
            case CLIENT -> theirs.add("false");
            case CREATOR -> theirs.equal("creator_id", id);
            case MCN -> theirs.add("(creator_id = ? or mcn_id = ?)", id, id);
            case OPERATOR, FINANCE -> theirs;
        };
    }
}

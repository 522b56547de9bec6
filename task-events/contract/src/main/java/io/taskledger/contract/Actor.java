package io.taskledger.contract;

import java.util.Objects;

/**
 * Who acts. The right to write to {@code task.commands} is the right to say so.
 *
 * @param id 1–64 of {@code A-Za-z0-9._:-}
 */
public record Actor(Role role, String id) {

    /** The platform's clock, in whose name deadlines are kept. */
    public static final Actor CLOCK = new Actor(Role.TIMER, "taskledger");

    /** In which capacity somebody acts. */
    public enum Role {
        CLIENT,
        CREATOR,
        MCN,
        OPERATOR,
        TIMER
    }

    public Actor {
        Objects.requireNonNull(role, "role");
        if (!Identifier.isValid(id)) {
            throw new IllegalArgumentException("actor.id must be 1–64 of A-Za-z0-9._:-, but was " + Excerpt.of(id));
        }
    }

    /** Whether this is the party of that id, acting in that role. */
    public boolean is(Role role, Identifier party) {
        return this.role == role && id.equals(party.value());
    }
}

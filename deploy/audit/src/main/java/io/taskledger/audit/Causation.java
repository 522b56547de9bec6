package io.taskledger.audit;

import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.RULES;

import io.taskledger.audit.Findings.About;
import org.jspecify.annotations.Nullable;

/** Can this command have caused this event of its subject? */
abstract class Causation {

    final Happened event;
    final Asked command;
    final About about;

    Causation(Happened event, Asked command, About about) {
        this.event = event;
        this.command = command;
        this.about = about;
    }

    /** Whether a command of its type causes such an event. */
    abstract boolean fits();

    /** What the event has from its command. */
    abstract void content();

    /**
     * Throws nothing; says what does not fit.
     *
     * @param previousMs the time of the event before, which no event may be earlier than (D08)
     */
    void judge(long previousMs) {
        about.same(RULES, "causationid", event.causationId(), command.id());
        about.same(RULES, "the command's subject", command.json().text("subject"), event.subject());
        long time = Math.max(command.entry().timestampMs(), previousMs);
        about.same(DEADLINES, "time", event.timeMs(), time);
        passedThrough("correlationid");
        passedThrough("traceparent");
        done();
    }

    /** At whose hand, and what. */
    void done() {
        Json actor = command.data().at("actor");
        about.same(RULES, "actor.role", event.role(), actor.text("role"));
        about.same(RULES, "actor.id", event.actorId(), actor.text("id"));
        same("channel");
        about.that(RULES, fits(), "a " + command.type() + " does not cause this " + event.type());
        content();
    }

    final void same(String name) {
        same(name, command.data().text(name));
    }

    final void same(String name, @Nullable String expected) {
        about.same(RULES, name, event.data().text(name), expected);
    }

    final void sameNumber(String name) {
        about.same(RULES, name, event.data().number(name), command.data().number(name));
    }

    private void passedThrough(String name) {
        about.same(RULES, name, event.json().text(name), command.json().text(name));
    }
}

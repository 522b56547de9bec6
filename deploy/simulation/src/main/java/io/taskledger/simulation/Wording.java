package io.taskledger.simulation;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts commands into words, as a client without any code of ours would.
 *
 * @param <T> the commands that there are
 */
abstract class Wording<T extends CommandName> {

    /** Whom nothing concerns. */
    static final String STRANGER = "CLIENT mallory";

    private final RandomGenerator random;
    private final String subject;
    private final String id;

    /** One command, by somebody: {@code CLIENT client-1}. */
    record Move<T>(T type, String actor) {}

    Wording(RandomGenerator random, String subject, String id) {
        this.random = random;
        this.subject = subject;
        this.id = id;
    }

    /** Three of four are what the answer says may be sent. */
    final String command(@Nullable CommandResult last) {
        Move<T> wild = new Move<>(one(types()), one(actors()));
        List<Move<T>> allowed = last == null ? List.of(first()) : allowed(last);
        Move<T> move = allowed.isEmpty() || random.nextInt(4) == 0 ? wild : one(allowed);
        if (isLast(move.type) && !allowed.isEmpty() && random.nextBoolean()) {
            move = one(allowed);
        }
        long version = last == null ? 0 : last.version();
        return json(move, random.nextInt(12) == 0 ? ",\"expectedVersion\":" + version : "");
    }

    @SuppressWarnings("unchecked") // answers about tasks name commands to tasks, those about creators theirs
    private List<Move<T>> allowed(CommandResult last) {
        List<Move<T>> moves = new ArrayList<>();
        last.allowedCommands().forEach((role, types) -> {
            if (role != Role.TIMER) {
                types.forEach(type -> moves.add(new Move<>((T) type, party(role))));
            }
        });
        return moves;
    }

    /** What it needs to be sent at all. */
    final String json(Move<T> move, String expected) {
        int gap = move.actor.indexOf(' ');
        String channel = random.nextInt(4) == 0 ? "PC" : "API";
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"type\":\"" + move.type.typeName()
                + "\",\"source\":\"/simulation\",\"subject\":\"" + subject + "\",\"correlationid\":\"o-1\""
                + ",\"data\":{\"actor\":{\"role\":\"" + move.actor.substring(0, gap) + "\",\"id\":\""
                + move.actor.substring(gap + 1) + "\"},\"channel\":\"" + channel + "\"" + expected + fields(move)
                + "}}";
    }

    abstract List<T> types();

    abstract List<String> actors();

    /** Without it there is nothing. */
    abstract Move<T> first();

    /** Who acts in that role where all is as it should be. */
    abstract String party(Role role);

    /** Chosen less often, or lives would be short. */
    abstract boolean isLast(T type);

    abstract String fields(Move<T> move);

    final RandomGenerator random() {
        return random;
    }

    final String subject() {
        return subject;
    }

    final <V> V one(List<V> all) {
        return all.get(random.nextInt(all.size()));
    }
}

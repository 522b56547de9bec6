package io.taskledger.contract;

import static io.taskledger.contract.CommandType.ACCEPT_TASK;
import static io.taskledger.contract.CommandType.COMPLETE_TASK;
import static io.taskledger.contract.CommandType.CONFIRM_CANCELLATION;
import static io.taskledger.contract.CommandType.DECLINE_TASK;
import static io.taskledger.contract.CommandType.EXPIRE_CANCELLATION;
import static io.taskledger.contract.CommandType.EXPIRE_TASK;
import static io.taskledger.contract.CommandType.PUBLISH_TASK;
import static io.taskledger.contract.CommandType.REFUSE_CANCELLATION;
import static io.taskledger.contract.CommandType.REMIND_CANCELLATION;
import static io.taskledger.contract.CommandType.REQUEST_CANCELLATION;
import static io.taskledger.contract.CommandType.RESOLVE_CANCELLATION;
import static io.taskledger.contract.CommandType.START_PRODUCTION;
import static io.taskledger.contract.CommandType.UPLOAD_VIDEO;
import static io.taskledger.contract.CommandType.WITHDRAW_CANCELLATION;
import static io.taskledger.contract.CommandType.WITHDRAW_TASK;

import io.taskledger.contract.Actor.Role;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What each role may send to a task as it stands, timing aside: the buttons to show. */
public final class AllowedCommands {

    /** How often one side may ask to cancel; then only an operator can (D05). */
    public static final int MAX_REQUESTS_PER_SIDE = 3;

    /** There are some hundred situations, and every answer holds one. */
    private static final Map<Situation, Map<Role, List<CommandName>>> KNOWN = new ConcurrentHashMap<>();

    /**
     * Where a task stands, as far as it matters here.
     *
     * @param status         null where there is no task
     * @param invited        only one creator may accept, and may decline
     * @param hasMcn         an MCN was named at acceptance
     * @param pendingBy      who has asked to cancel; null where nothing is pending
     * @param clientMayAsk   the client has requests left (D05)
     * @param creatorMayAsk  the creator's side has requests left (D05)
     */
    public record Situation(
            @Nullable Status status,
            TaskKind kind,
            boolean invited,
            boolean hasMcn,
            @Nullable Side pendingBy,
            boolean escalated,
            boolean clientMayAsk,
            boolean creatorMayAsk) {

        /** There is no task yet. */
        public static final Situation NO_TASK =
                new Situation(null, TaskKind.ORDER, false, false, null, false, false, false);
    }

    private AllowedCommands() {}

    /** Every role has its list, in the order of {@link CommandType}. */
    public static Map<Role, List<CommandName>> of(Situation situation) {
        return KNOWN.computeIfAbsent(situation, AllowedCommands::list);
    }

    private static Map<Role, List<CommandName>> list(Situation situation) {
        Map<Role, Set<CommandType>> allowed = new EnumMap<>(Role.class);
        switch (situation.status()) {
            case null -> allowed.put(Role.CLIENT, Set.of(PUBLISH_TASK));
            case PUBLISHED -> {
                allowed.put(Role.CLIENT, Set.of(WITHDRAW_TASK));
                allowed.put(
                        Role.CREATOR, situation.invited() ? Set.of(ACCEPT_TASK, DECLINE_TASK) : Set.of(ACCEPT_TASK));
                allowed.put(Role.MCN, Set.of(ACCEPT_TASK));
                allowed.put(Role.TIMER, Set.of(EXPIRE_TASK));
            }
            case ACCEPTED, IN_PRODUCTION, DELIVERED -> {
                allowed.put(Role.CLIENT, client(situation));
                allowed.put(Role.CREATOR, creator(situation));
                allowed.put(Role.MCN, situation.hasMcn() ? creator(situation) : Set.of());
                allowed.put(Role.OPERATOR, Set.of(RESOLVE_CANCELLATION));
                boolean waiting = situation.pendingBy() != null && !situation.escalated();
                allowed.put(Role.TIMER, waiting ? Set.of(EXPIRE_CANCELLATION, REMIND_CANCELLATION) : Set.of());
            }
            case COMPLETED, CANCELLED -> {}
        }
        Map<Role, List<CommandName>> sorted = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            sorted.put(
                    role,
                    allowed.getOrDefault(role, Set.of()).stream()
                            .sorted()
                            .<CommandName>map(type -> type)
                            .toList());
        }
        return Collections.unmodifiableMap(sorted);
    }

    private static Set<CommandType> client(Situation situation) {
        Set<CommandType> allowed = cancelling(situation, Side.CLIENT, situation.clientMayAsk());
        if (situation.pendingBy() == null && situation.status() == Status.DELIVERED) {
            allowed.add(COMPLETE_TASK);
        }
        return allowed;
    }

    private static Set<CommandType> creator(Situation situation) {
        // A crowd task may be dropped at any time (C01).
        boolean mayAsk = situation.creatorMayAsk() || situation.kind() == TaskKind.CROWD;
        Set<CommandType> allowed = cancelling(situation, Side.CREATOR, mayAsk);
        if (situation.pendingBy() == null) {
            allowed.add(UPLOAD_VIDEO);
            if (situation.status() == Status.ACCEPTED) {
                allowed.add(START_PRODUCTION);
            }
        }
        return allowed;
    }

    private static Set<CommandType> cancelling(Situation situation, Side side, boolean mayAsk) {
        if (situation.pendingBy() == side) {
            return EnumSet.of(WITHDRAW_CANCELLATION);
        }
        if (situation.pendingBy() != null) {
            return EnumSet.of(REQUEST_CANCELLATION, CONFIRM_CANCELLATION, REFUSE_CANCELLATION);
        }
        return mayAsk ? EnumSet.of(REQUEST_CANCELLATION) : EnumSet.noneOf(CommandType.class);
    }
}

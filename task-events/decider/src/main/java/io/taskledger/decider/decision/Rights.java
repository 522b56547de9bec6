package io.taskledger.decider.decision;

import static io.taskledger.contract.Actor.Role.CLIENT;
import static io.taskledger.contract.Actor.Role.CREATOR;
import static io.taskledger.contract.Actor.Role.MCN;
import static io.taskledger.contract.Actor.Role.OPERATOR;
import static io.taskledger.contract.Actor.Role.TIMER;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandType;
import java.util.Set;

/** Which roles may ever send a command, whatever the task's state. */
final class Rights {

    private Rights() {}

    static Set<Role> mayEverSend(CommandType type) {
        return switch (type) {
            case PUBLISH_TASK, WITHDRAW_TASK, COMPLETE_TASK -> Set.of(CLIENT);
            case DECLINE_TASK -> Set.of(CREATOR);
            case ACCEPT_TASK, START_PRODUCTION, UPLOAD_VIDEO -> Set.of(CREATOR, MCN);
            case REQUEST_CANCELLATION, CONFIRM_CANCELLATION, REFUSE_CANCELLATION, WITHDRAW_CANCELLATION ->
                Set.of(CLIENT, CREATOR, MCN);
            case RESOLVE_CANCELLATION -> Set.of(OPERATOR);
            case EXPIRE_TASK, EXPIRE_CANCELLATION, REMIND_CANCELLATION -> Set.of(TIMER);
        };
    }
}

package io.taskledger.creator.decision;

import static io.taskledger.contract.Actor.Role.CREATOR;
import static io.taskledger.contract.Actor.Role.MCN;
import static io.taskledger.contract.Actor.Role.OPERATOR;
import static io.taskledger.contract.Actor.Role.TIMER;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorKind;
import io.taskledger.creator.decision.Creator.Applied;
import io.taskledger.creator.decision.Creator.Onboarded;
import io.taskledger.creator.decision.Creator.Rejected;
import io.taskledger.creator.decision.Creator.Unknown;
import java.util.Set;

/** Who may send what: by role, by the creator's status, and by who the actor is. */
final class Rights {

    private Rights() {}

    /** Whatever the creator's state. */
    static Set<Role> mayEverSend(CreatorCommandType type) {
        return switch (type) {
            case APPLY_FOR_ONBOARDING, LEAVE_MCN -> Set.of(CREATOR, MCN);
            case JOIN_MCN -> Set.of(CREATOR);
            case APPROVE_ONBOARDING, REJECT_ONBOARDING, RECORD_VIOLATION, OVERTURN_VIOLATION, REPORT_AUDIENCE ->
                Set.of(OPERATOR);
            case LIFT_EXPIRED_BAN -> Set.of(TIMER);
        };
    }

    /** An agency is a member of none. */
    static boolean fitsState(Creator creator, CreatorCommandType type) {
        return switch (type) {
            case APPLY_FOR_ONBOARDING -> creator instanceof Unknown || creator instanceof Rejected;
            case APPROVE_ONBOARDING, REJECT_ONBOARDING -> creator instanceof Applied;
            case JOIN_MCN ->
                creator instanceof Onboarded onboarded && onboarded.profile().kind() != CreatorKind.MCN;
            case LEAVE_MCN, RECORD_VIOLATION, OVERTURN_VIOLATION, LIFT_EXPIRED_BAN, REPORT_AUDIENCE -> true;
        };
    }

    static boolean isParty(Creator creator, Ask ask) {
        return switch (ask.envelope().type()) {
            case APPLY_FOR_ONBOARDING, JOIN_MCN -> ask.isByCreatorItself();
            case LEAVE_MCN ->
                ask.actor().role() == CREATOR
                        ? ask.isByCreatorItself()
                        : creator instanceof Onboarded member
                                && member.mcn() != null
                                && ask.actor().is(MCN, member.mcn());
            case APPROVE_ONBOARDING,
                    REJECT_ONBOARDING,
                    RECORD_VIOLATION,
                    OVERTURN_VIOLATION,
                    LIFT_EXPIRED_BAN,
                    REPORT_AUDIENCE -> true;
        };
    }
}

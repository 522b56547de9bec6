package io.taskledger.creator.decision;

import static io.taskledger.contract.CreatorCommandType.APPLY_FOR_ONBOARDING;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.creator.decision.Creator.Known;
import io.taskledger.creator.decision.Creator.Unknown;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each role may send to a creator as it stands, timing aside: the buttons to show. */
public final class Allowed {

    private Allowed() {}

    /** Every role has its list, in the order of {@link CreatorCommandType}. */
    public static Map<Role, List<CommandName>> of(Creator creator) {
        Map<Role, List<CommandName>> allowed = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            allowed.put(
                    role,
                    Stream.<CommandName>of(CreatorCommandType.values())
                            .filter(type -> isAllowed(creator, (CreatorCommandType) type, role))
                            .toList());
        }
        return allowed;
    }

    private static boolean isAllowed(Creator creator, CreatorCommandType type, Role role) {
        return Rights.mayEverSend(type).contains(role)
                && Rights.fitsState(creator, type)
                && switch (creator) {
                    case Unknown c -> type == APPLY_FOR_ONBOARDING;
                    case Known known -> leadsOn(known, type);
                };
    }

    /** Whether anything can come of it. */
    private static boolean leadsOn(Known creator, CreatorCommandType type) {
        return switch (type) {
            case JOIN_MCN -> creator.mcn() == null;
            case LEAVE_MCN -> creator.mcn() != null;
            case OVERTURN_VIOLATION -> creator.conduct().counting() > 0;
            case LIFT_EXPIRED_BAN -> creator.conduct().liftDueAt().isPresent();
            case APPLY_FOR_ONBOARDING, APPROVE_ONBOARDING, REJECT_ONBOARDING, RECORD_VIOLATION, REPORT_AUDIENCE -> true;
        };
    }
}

package io.taskledger.creator.decision;

import static io.taskledger.contract.RejectionCode.ALREADY_MEMBER;
import static io.taskledger.contract.RejectionCode.NOT_A_MEMBER;
import static io.taskledger.creator.decision.Decision.accept;
import static io.taskledger.creator.decision.Decision.reject;

import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorEvent.McnJoined;
import io.taskledger.contract.CreatorEvent.McnLeft;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.creator.decision.Creator.Known;

/** What may come of joining an agency, and of leaving it. */
final class MembershipRules {

    private MembershipRules() {}

    static Decision joined(Known creator, JoinMcn command) {
        McnId mcn = creator.mcn();
        if (mcn == null) {
            return accept(new McnJoined(command.mcnId()));
        }
        return mcn.equals(command.mcnId())
                ? accept()
                : reject(ALREADY_MEMBER, "The creator is a member of " + mcn.value() + "; it has to leave first.");
    }

    static Decision left(Known creator) {
        McnId mcn = creator.mcn();
        return mcn == null ? reject(NOT_A_MEMBER, "The creator is a member of no MCN.") : accept(new McnLeft(mcn));
    }
}

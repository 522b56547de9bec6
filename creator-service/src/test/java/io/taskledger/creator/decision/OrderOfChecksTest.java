package io.taskledger.creator.decision;

import static io.taskledger.contract.RejectionCode.*;
import static io.taskledger.creator.decision.Asked.by;
import static io.taskledger.creator.decision.Asked.creator;
import static io.taskledger.creator.decision.Asked.operator;
import static io.taskledger.creator.decision.Asked.timer;
import static io.taskledger.creator.decision.Given.START;
import static io.taskledger.creator.decision.Given.given;
import static io.taskledger.creator.decision.Words.*;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorKind;
import org.junit.jupiter.api.Test;

/** Where several checks fail, the first of the order answers: each is put beside the next. */
final class OrderOfChecksTest {
    private static final Given MEMBER = given(applied(), approved(), joined("mcn-3"));

    @Test
    void a_report_from_the_future_before_a_reused_id() {
        Given reported = MEMBER.when(operator(report(START))).and();
        reported.when(operator(report(START.plusMillis(1)))).rejected(INVALID_COMMAND);
        reported.when(operator(report(START.minusMillis(1)))).rejected(COMMAND_ID_REUSED);
        given().when(operator(report(START.plusMillis(1)))).rejected(INVALID_COMMAND);
    }

    @Test
    void a_reused_id_before_the_role() {
        Given left = MEMBER.when(creator(new LeaveMcn())).and();
        left.when(operator(new LeaveMcn())).rejected(COMMAND_ID_REUSED);
    }

    @Test
    void an_unknown_creator_before_the_role() {
        given().when(creator(violate("v-1"))).rejected(UNKNOWN_CREATOR);
        given().when(operator(apply(CreatorKind.CREATOR))).rejected(NOT_PERMITTED);
    }

    @Test
    void the_role_before_the_state() {
        MEMBER.when(creator(approve())).rejected(NOT_PERMITTED);
    }

    @Test
    void the_state_before_the_party() {
        given(applied()).when(by(Role.CREATOR, "creator-8", join("mcn-3"))).rejected(WRONG_STATE);
    }

    @Test
    void the_party_before_the_version() {
        MEMBER.when(by(Role.CREATOR, "creator-8", join("mcn-3")).expecting(1)).rejected(NOT_A_PARTY);
    }

    @Test
    void the_version_before_what_the_command_asks() {
        MEMBER.when(creator(join("mcn-4")).expecting(2)).rejected(VERSION_CONFLICT);
        MEMBER.when(operator(overturn("v-1")).expecting(4)).rejected(VERSION_CONFLICT);
        MEMBER.when(timer(new LiftExpiredBan()).expecting(4)).rejected(VERSION_CONFLICT);
        violated(100).when(operator(violate("v-101")).expecting(1)).rejected(VERSION_CONFLICT);
        MEMBER.when(creator(join("mcn-4")).expecting(3)).rejected(ALREADY_MEMBER);
    }
}

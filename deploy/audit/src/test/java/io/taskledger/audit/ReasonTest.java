package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ANSWERED;
import static io.taskledger.audit.Invariant.RULES;
import static io.taskledger.audit.Topics.COMMANDS;
import static io.taskledger.audit.Topics.EVENTS;
import static io.taskledger.audit.Topics.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.audit.Findings.Offender;
import org.junit.jupiter.api.Test;

/** A decider that does not ask for reasons is found out (R03, D17), whoever ends a task and how. */
final class ReasonTest {

    private static final String[] REQUEST = {"task-1\"", "RequestCancellation.v1"};
    private static final String[] REQUESTED = {"task-1\"", "CancellationRequested.v1"};
    private static final String[] WITHDRAW = {"task-7\"", "WithdrawTask.v1"};
    private static final String[] WITHDRAWN = {"task-7\"", "TaskCancelled.v1"};
    private static final String[] DROP = {"task-5\"", "RequestCancellation.v1"};
    private static final String[] DROPPED = {"task-5\"", "TaskCancelled.v1"};
    private static final String[] REFUSE = {"task-6\"", "RefuseCancellation.v1"};
    private static final String[] REFUSED = {"task-6\"", "CancellationRefused.v1"};
    private static final String API = "\"channel\":\"API\"";
    private static final String PC = "\"channel\":\"PC\"";
    private static final String CODE = "\"reasonCode\":\"OTHER\"";

    private final World world = World.clean();

    @Test
    void a_request_on_pc_without_a_text() throws Exception {
        both(REQUEST, REQUESTED, API, PC);
        assertFound(RULES, world.find(EVENTS, REQUESTED));
        assertFound(ANSWERED, world.find(RESULTS, REQUEST));
    }

    @Test
    void a_blank_text_is_none() throws Exception {
        both(REQUEST, REQUESTED, API, PC);
        both(REQUEST, REQUESTED, CODE, CODE + ",\"reason\":\" \"");
        assertFound(RULES, world.find(EVENTS, REQUESTED));
    }

    @Test
    void a_request_on_pc_with_a_text_is_fine() throws Exception {
        both(REQUEST, REQUESTED, API, PC);
        both(REQUEST, REQUESTED, CODE, CODE + ",\"reason\":\"ill\"");
        assertHolds();
    }

    @Test
    void a_withdrawal_on_pc_without_a_text() throws Exception {
        both(WITHDRAW, WITHDRAWN, API, PC);
        assertFound(RULES, world.find(EVENTS, WITHDRAWN));
        assertFound(ANSWERED, world.find(RESULTS, WITHDRAW));
    }

    @Test
    void a_drop_on_pc_without_a_text() throws Exception {
        both(DROP, DROPPED, API, PC);
        world.rewrite(world.find(COMMANDS, DROP), ",\"reason\":\"ill\"", "");
        assertFound(RULES, world.find(EVENTS, DROPPED));
    }

    @Test
    void a_code_that_nobody_knows_or_that_is_not_there() throws Exception {
        for (String code : new String[] {"\"reasonCode\":\"BOREDOM\"", "\"further\":1"}) {
            World other = World.clean();
            for (Entry entry : new Entry[] {
                other.find(COMMANDS, REQUEST),
                other.find(EVENTS, REQUESTED),
                other.find(EVENTS, "task-1\"", "TaskCancelled"),
                other.find(COMMANDS, WITHDRAW),
                other.find(EVENTS, WITHDRAWN),
                other.find(COMMANDS, DROP),
                other.find(EVENTS, DROPPED)
            }) {
                other.rewrite(entry, CODE, code);
            }
            assertThat(other.audit().findings().of(RULES).first())
                    .extracting(Offender::record)
                    .contains(
                            other.find(EVENTS, REQUESTED).place(),
                            other.find(EVENTS, WITHDRAWN).place(),
                            other.find(EVENTS, DROPPED).place());
        }
    }

    @Test
    void characters_are_code_points_and_500_are_enough() throws Exception {
        both(REQUEST, REQUESTED, CODE, CODE + ",\"reason\":\"" + "\ud83d\ude00".repeat(500) + "\"");
        assertHolds();
        both(REQUEST, REQUESTED, "\"reason\":\"", "\"reason\":\"!");
        assertFound(RULES, world.find(EVENTS, REQUESTED));
    }

    @Test
    void a_refusal_that_is_too_long() throws Exception {
        both(REFUSE, REFUSED, "\"reason\":\"no", "\"reason\":\"n" + "o".repeat(499));
        assertHolds();
        both(REFUSE, REFUSED, "\"reason\":\"n", "\"reason\":\"nn");
        assertFound(RULES, world.find(EVENTS, REFUSED));
    }

    @Test
    void who_has_given_a_reason_is_not_refused_for_it() throws Exception {
        world.client("task-8", "r-1", "RequestCancellation", CODE).client("task-8", "r-2", "RequestCancellation", CODE);
        String[] again = {"task-8\"", "CANCELLATION_PENDING"};
        assertHolds();
        world.rewrite(world.find(RESULTS, again), "CANCELLATION_PENDING", "REASON_REQUIRED");
        assertFound(ANSWERED, world.find(RESULTS, "task-8\"", "REASON_REQUIRED"));
    }

    /** As a command and its event say it. */
    private void both(String[] command, String[] event, String from, String to) {
        world.rewrite(world.find(COMMANDS, command), from, to).rewrite(world.find(EVENTS, event), from, to);
    }

    private void assertHolds() throws Exception {
        assertThat(world.audit().findings().violations()).isZero();
    }

    private void assertFound(Invariant invariant, Entry record) throws Exception {
        assertThat(world.audit().findings().of(invariant).first())
                .extracting(Offender::record)
                .contains(record.place());
    }
}

package io.taskledger.audit;

import static io.taskledger.audit.Creators.OPEN;
import static io.taskledger.audit.Creators.REVIEWED;
import static io.taskledger.audit.Invariant.ANSWERED;
import static io.taskledger.audit.Invariant.RULES;
import static io.taskledger.audit.Topics.COMMANDS;
import static io.taskledger.audit.Topics.EVENTS;
import static io.taskledger.audit.Topics.RESULTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.audit.Findings.Offender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who takes an order must have been allowed to, by a standing that there was. */
final class OrdersTest {

    private static final String MEMBER = "{'version':3,'status':'ONBOARDED','mcnId':'mcn-1'}";
    private static final String ON_ITS_OWN = "{'version':2,'status':'ONBOARDED'}";
    private static final String BAN =
            "{'violationId':'v-2','from':'2026-11-22T11:00:00.000Z','until':'2026-11-29T11:00:00.000Z'}";

    private final World world = new World().withCreators();
    private final CreatorsByHand by = new CreatorsByHand(world).onboarded("creator-9");

    @Test
    void by_a_member_of_its_agency_or_by_the_agency() throws Exception {
        joined();
        order("task-1").accept("task-1");
        saw("task-1", MEMBER);
        order("task-2").mcn("task-2", "m-1", "AcceptTask", "\"creatorId\":\"creator-9\"");
        saw("task-2", MEMBER);
        assertHolds(REVIEWED);
        assertHolds(OPEN);
    }

    @Test
    void the_standing_seen_may_be_an_older_one() throws Exception {
        joined();
        order("task-1").accept("task-1");
        saw("task-1", ON_ITS_OWN);
        assertHolds(REVIEWED);
    }

    @Test
    void a_standing_that_never_was() throws Exception {
        joined();
        order("task-1").accept("task-1");
        saw("task-1", MEMBER.replace("3", "4"));
        assertFound(REVIEWED, RULES, accepted("task-1"));
        assertFound(OPEN, RULES, accepted("task-1"));
    }

    @Test
    void a_standing_that_was_otherwise() throws Exception {
        joined();
        order("task-1").accept("task-1");
        saw("task-1", MEMBER.replace("mcn-1", "mcn-2"));
        assertFound(REVIEWED, RULES, accepted("task-1"));
    }

    @Test
    void a_standing_that_was_published_later() throws Exception {
        order("task-1").accept("task-1");
        world.later(Duration.ofSeconds(61));
        joined();
        saw("task-1", MEMBER);
        assertFound(REVIEWED, RULES, accepted("task-1"));
    }

    @Test
    void a_standing_by_a_clock_that_was_ahead_is_no_later_one() throws Exception {
        order("task-1").accept("task-1");
        world.later(Duration.ofSeconds(59));
        joined();
        saw("task-1", MEMBER);
        assertHolds(REVIEWED);
    }

    @Test
    void a_creator_of_whom_nothing_was_known_needs_an_open_system() throws Exception {
        order("task-1").accept("task-1");
        assertFound(REVIEWED, RULES, accepted("task-1"));
        assertHolds(OPEN);
    }

    @Test
    void a_creator_that_was_not_reviewed_yet_needs_an_open_system() throws Exception {
        order("task-1").accept("task-1");
        saw("task-1", "{'version':1,'status':'APPLIED'}");
        assertFound(REVIEWED, RULES, accepted("task-1"));
        assertHolds(OPEN);
    }

    @Test
    void an_agency_acts_for_its_members_only_but_in_an_open_system() throws Exception {
        order("task-1").mcn("task-1", "m-1", "AcceptTask", "\"creatorId\":\"creator-9\"");
        saw("task-1", ON_ITS_OWN);
        assertFound(REVIEWED, RULES, accepted("task-1"));
        assertHolds(OPEN);
    }

    @Test
    void by_a_banned_creator() throws Exception {
        banned();
        order("task-1").accept("task-1");
        saw("task-1", ON_ITS_OWN.replace("2", "6"));
        assertFound(REVIEWED, RULES, accepted("task-1"));
        assertFound(OPEN, RULES, accepted("task-1"));
    }

    @Test
    void from_its_last_instant_on_a_ban_is_over() throws Exception {
        banned();
        order("task-1");
        refused("CREATOR_BANNED", "2026-11-29T10:59:59.999Z", ",'bannedUntil':'2026-11-29T11:00:00.000Z'");
        by.at("2026-11-29T11:00:00.000Z");
        order("task-2").accept("task-2");
        saw("task-2", ON_ITS_OWN.replace("2", "6"));
        assertThat(world.audit().findings().of(RULES).violations()).isZero();
        refused("CREATOR_BANNED", "2026-11-29T11:00:00.000Z", ",'bannedUntil':'2026-11-29T11:00:00.000Z'");
        assertFound(REVIEWED, ANSWERED, "task.results");
    }

    @Test
    void a_ban_holds_everywhere() throws Exception {
        banned();
        order("task-1");
        refused("CREATOR_BANNED", "2026-11-22T11:00:01.000Z", ",'bannedUntil':'2026-11-29T11:00:00.000Z'");
        assertHolds(REVIEWED);
        assertHolds(OPEN);
    }

    @Test
    void a_ban_that_the_answer_makes_longer() throws Exception {
        banned();
        order("task-1");
        refused("CREATOR_BANNED", "2026-11-22T11:00:01.000Z", ",'bannedUntil':'2026-11-29T12:00:00.000Z'");
        assertFound(REVIEWED, ANSWERED, "task.results");
    }

    @Test
    void a_repeat_that_is_told_of_another_end() throws Exception {
        banned();
        world.reviewed();
        order("task-1").accept("task-1").accept("task-1");
        assertHolds(REVIEWED);
        Entry repeat = world.find(RESULTS, "\"replayed\":true");
        world.rewrite(repeat, "\"bannedUntil\":\"2026-11-29", "\"bannedUntil\":\"2026-11-30");
        assertFound(REVIEWED, ANSWERED, repeat);
    }

    @Test
    void a_ban_that_there_never_was() throws Exception {
        order("task-1");
        refused("CREATOR_BANNED", "2026-11-22T11:00:00.000Z", "");
        assertFound(REVIEWED, ANSWERED, "task.results");
        assertFound(OPEN, ANSWERED, "task.results");
    }

    @Test
    void no_review_is_asked_for_in_an_open_system() throws Exception {
        order("task-1");
        refused("CREATOR_NOT_ONBOARDED", "2026-11-22T11:00:00.000Z", "");
        assertHolds(REVIEWED);
        assertFound(OPEN, ANSWERED, "task.results");
    }

    @Test
    void a_crowd_task_asks_for_no_standing() throws Exception {
        banned();
        world.publish("task-1", "CROWD", "xingtu-2022-01").accept("task-1");
        assertHolds(REVIEWED);
        saw("task-1", ON_ITS_OWN);
        assertFound(REVIEWED, RULES, accepted("task-1"));
    }

    private void joined() {
        by.itself("creator-9", "j-1", "JoinMcn", "'mcnId':'mcn-1'").happened("McnJoined", "'mcnId':'mcn-1'");
        by.stands("ONBOARDED", "'kind':'CREATOR','mcnId':'mcn-1'").accepted();
    }

    private void banned() {
        by.violation("v-1", 1, "POST_DELETED", null).accepted();
        by.at("2026-11-22T11:00:00.000Z");
        by.violation("v-2", 2, "BANNED", "2026-11-29T11:00:00.000Z").banned(BAN).accepted();
    }

    private World order(String task) {
        return world.publish(task, "ORDER", "xingtu-2022-01");
    }

    private Entry accepted(String task) {
        return world.find(EVENTS, task + "\"", "TaskAccepted");
    }

    private void saw(String task, String standing) {
        CreatorsByHand.saw(world, task, standing);
    }

    /** The creator asks for the order then, and is told so. */
    private void refused(String code, String time, String more) {
        String ask = """
                {'specversion':'1.0','id':'a-%s','type':'taskledger.AcceptTask.v1','source':'/test','subject':'task-1',
                 'data':{'actor':{'role':'CREATOR','id':'creator-9'},'channel':'API'}}""".formatted(time);
        Entry command = append(COMMANDS, time, ask);
        String id = Ids.result(command.topic(), command.partition(), command.offset());
        String answer = """
                {'specversion':'1.0','id':'%s','type':'taskledger.CommandResult.v1','subject':'task-1','time':'%s',
                 'causationid':'a-%s','data':{'commandId':'a-%s','commandType':'taskledger.AcceptTask.v1','version':1,
                 'outcome':'REJECTED','replayed':false,'code':'%s','status':'PUBLISHED','eventIds':[]%s}}""".formatted(id, time, time, time, code, more);
        append(RESULTS, time, answer);
    }

    private Entry append(Topics topic, String time, String quoted) {
        return world.append(topic, "task-1", quoted.replace('\'', '"').getBytes(UTF_8), Instant.parse(time));
    }

    private void assertHolds(Creators mode) throws Exception {
        Findings findings = world.audit(mode).findings();
        assertThat(List.of(Invariant.values()))
                .allSatisfy(
                        invariant -> assertThat(findings.of(invariant).first()).isEmpty());
    }

    private void assertFound(Creators mode, Invariant invariant, Entry record) throws Exception {
        assertFound(mode, invariant, record.place());
    }

    private void assertFound(Creators mode, Invariant invariant, String record) throws Exception {
        assertThat(world.audit(mode).findings().of(invariant).first())
                .extracting(Offender::record)
                .anySatisfy(place -> assertThat(place).startsWith(record));
    }
}

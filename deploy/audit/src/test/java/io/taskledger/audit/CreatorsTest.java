package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.ANSWERED;
import static io.taskledger.audit.Invariant.CAUSES;
import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.RULES;
import static io.taskledger.audit.Invariant.SEQUENCE;
import static io.taskledger.audit.Invariant.STANDING;
import static io.taskledger.audit.Topics.CREATOR_COMMANDS;
import static io.taskledger.audit.Topics.CREATOR_DEAD_LETTERS;
import static io.taskledger.audit.Topics.CREATOR_EVENTS;
import static io.taskledger.audit.Topics.CREATOR_RESULTS;
import static io.taskledger.audit.Topics.CREATOR_STANDING;
import static io.taskledger.audit.Topics.NOTIFICATIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.audit.Findings.Offender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history of creators that is right holds; each fault that is planted in it is found. */
final class CreatorsTest {

    private final World world = CreatorsByHand.clean();

    @Test
    void a_clean_history_holds() throws Exception {
        Auditor.Outcome outcome = world.audit();
        assertHolds(outcome);
        assertThat(outcome.hasCreators()).isTrue();
        assertThat(outcome.creators()).isEqualTo(2);
        for (Invariant invariant : List.of(ANSWERED, SEQUENCE, RULES, DEADLINES, CAUSES, STANDING)) {
            assertThat(outcome.findings().of(invariant).checked())
                    .as(invariant.name())
                    .isPositive();
        }
    }

    @Test
    void an_older_system_has_no_creators() throws Exception {
        Auditor.Outcome outcome = World.clean().audit();
        assertHolds(outcome);
        assertThat(outcome.hasCreators()).isFalse();
        assertThat(outcome.records()).doesNotContainKey(CREATOR_EVENTS);
        assertThat(new Report(outcome).text()).contains("only tasks were audited");
        assertThat(new Report(world.audit()).text()).contains("creators  ");
    }

    @Test
    void files_instead_of_memory_give_the_same() throws Exception {
        world.without(standing("v-3"));
        Auditor.Outcome onDisk = new Auditor(world, false, Creators.REVIEWED, null, (p, ps, r, t, v) -> {}, 20).run();
        assertThat(onDisk.findings().violations()).isEqualTo(1);
        assertThat(onDisk.creators()).isEqualTo(2);
    }

    @Test
    void a_dump_is_audited_like_the_topics(@TempDir Path directory) throws Exception {
        world.without(standing("v-3"));
        Path file = directory.resolve("dump.jsonl");
        DumpLog.write(world, file);
        try (DumpLog dump = new DumpLog(file)) {
            Auditor.Outcome outcome = new Auditor(dump, false, Creators.REVIEWED, null, (p, ps, r, t, v) -> {}).run();
            assertThat(outcome.records()).isEqualTo(world.audit().records());
            assertThat(outcome.findings().of(STANDING).first())
                    .isEqualTo(world.audit().findings().of(STANDING).first());
        }
        DumpLog.write(World.clean(), file);
        try (DumpLog dump = new DumpLog(file)) {
            assertThat(dump.hasCreators()).isFalse();
        }
    }

    @Test
    void a_task_of_the_same_id_as_a_creator() throws Exception {
        world.publish("creator-9", "CROWD", "xingtu-2022-01").client("creator-9", "k", "CompleteTask", "");
        assertHolds(world.audit());
    }

    @Test
    void a_ban_one_second_short() throws Exception {
        Entry event = sanction("v-2");
        world.rewrite(event, "2026-11-29T13:00:00", "2026-11-29T12:59:59");
        assertFound(DEADLINES, event);
        assertFound(STANDING, standing("v-2"));
    }

    @Test
    void three_months_of_ninety_days() throws Exception {
        Entry event = sanction("v-4");
        world.rewrite(event, "2027-03-01T", "2027-02-28T");
        assertFound(DEADLINES, event);
    }

    @Test
    void a_ban_that_begins_later() throws Exception {
        Entry event = sanction("v-2");
        world.rewrite(event, "\"from\":\"2026-11-22", "\"from\":\"2026-11-23");
        assertFound(DEADLINES, event);
    }

    @Test
    void a_wrong_step_after_an_overturn() throws Exception {
        Entry event = sanction("v-4");
        world.rewrite(event, "\"step\":3", "\"step\":4");
        assertFound(RULES, event);
    }

    @Test
    void a_measure_that_the_ladder_does_not_have_there() throws Exception {
        Entry event = sanction("v-1");
        world.rewrite(event, "POST_DELETED", "BANNED");
        assertFound(RULES, event);
    }

    @Test
    void another_ladder() throws Exception {
        Entry event = sanction("v-1");
        world.rewrite(event, "douyin-2022-01", "douyin-2021-01");
        assertFound(RULES, event);
    }

    @Test
    void a_sanction_that_is_missing() throws Exception {
        world.without(sanction("v-4"));
        assertFound(RULES, world.find(CREATOR_EVENTS, "ViolationRecorded", "v-4"));
        assertFound(ANSWERED, world.find(CREATOR_RESULTS, "\"v-4\""));
    }

    @Test
    void a_second_sanction_for_a_repeated_violation() throws Exception {
        World twice = new World().withCreators();
        CreatorsByHand by = new CreatorsByHand(twice).onboarded("creator-1");
        by.violation("v-1", 1, "POST_DELETED", null).accepted();
        by.violation("v-1", "again", 2, "BANNED", "2026-11-29T10:00:00.021Z");
        by.banned("{'violationId':'v-1','from':'2026-11-22T10:00:00.021Z','until':'2026-11-29T10:00:00.021Z'}");
        by.accepted();
        assertThat(twice.audit().findings().of(RULES).first())
                .extracting(Offender::message)
                .anySatisfy(message -> assertThat(message).contains("the same violationId"));
    }

    @Test
    void a_lift_that_is_missing_after_an_overturn() throws Exception {
        world.without(world.find(CREATOR_EVENTS, "BanLifted", "OVERTURNED"));
        assertFound(RULES, world.find(CREATOR_EVENTS, "\"step\"", "v-4").place().replaceAll("@.*", ""));
        assertFound(SEQUENCE, world.find(CREATOR_EVENTS, "ViolationRecorded", "v-4"));
    }

    @Test
    void a_lift_too_early() throws Exception {
        Entry lifted = world.find(CREATOR_EVENTS, "BanLifted", "EXPIRED");
        Entry command = world.find(CREATOR_COMMANDS, "\"t-2\"");
        long early = command.timestampMs() - Duration.ofMillis(40).toMillis();
        world.change(
                command,
                one -> new Entry(
                        one.topic(),
                        one.partition(),
                        one.offset(),
                        early,
                        one.key(),
                        one.headers(),
                        one.value(),
                        false));
        String time = Json.MAPPER.readTree(lifted.value()).path("time").asString();
        world.rewrite(lifted, time, Instant.ofEpochMilli(early).toString());
        assertFound(DEADLINES, lifted);
        assertFound(ANSWERED, world.find(CREATOR_RESULTS, "\"t-2\""));
    }

    @Test
    void an_older_report_that_overwrites_a_newer_one() throws Exception {
        Entry event = world.find(CREATOR_EVENTS, "AudienceReported");
        world.again(event, "2026-11-20", "2026-11-19");
        assertFound(RULES, "creator.events");
        assertFound(SEQUENCE, "creator.events");
    }

    @Test
    void an_event_that_is_missing() throws Exception {
        world.without(world.find(CREATOR_EVENTS, "McnLeft"));
        assertFound(SEQUENCE, world.find(CREATOR_EVENTS, "McnJoined", "mcn-1"));
    }

    @Test
    void an_event_named_as_a_task_s() throws Exception {
        Entry event = world.find(CREATOR_EVENTS, "McnLeft");
        String sequence = Json.MAPPER.readTree(event.value()).path("sequence").asString();
        world.rewrite(event, id(event), Ids.event("creator-9", Long.parseLong(sequence)));
        assertFound(SEQUENCE, event);
    }

    @Test
    void an_agency_that_lets_go_whom_it_does_not_have() throws Exception {
        Entry event = world.find(CREATOR_EVENTS, "McnLeft");
        world.rewrite(event, "\"id\":\"mcn-2\"", "\"id\":\"mcn-1\"");
        assertFound(RULES, event);
    }

    @Test
    void a_review_by_the_creator_itself() throws Exception {
        Entry event = world.find(CREATOR_EVENTS, "OnboardingApproved", "creator-9");
        world.rewrite(event, "\"role\":\"OPERATOR\"", "\"role\":\"CREATOR\"");
        assertFound(RULES, event);
    }

    @Test
    void a_standing_that_is_missing() throws Exception {
        world.without(standing("v-3"));
        assertFound(
                STANDING,
                world.find(CREATOR_EVENTS, "ViolationOverturned").place().replaceAll("@.*", ""));
    }

    @Test
    void the_latest_standing_missing() throws Exception {
        Entry event = world.find(CREATOR_EVENTS, "ViolationOverturned", "v-4");
        world.without(world.find(CREATOR_STANDING, id(event)));
        assertFound(STANDING, event);
    }

    @Test
    void a_standing_too_many() throws Exception {
        world.again(standing("v-4"), "", "");
        assertFound(STANDING, "creator.standing");
    }

    @Test
    void standings_out_of_order() throws Exception {
        Entry first = first("\"version\":1,");
        world.without(first).again(first, "", "");
        assertFound(STANDING, "creator.standing");
    }

    @Test
    void what_compaction_has_taken_is_not_missed() throws Exception {
        world.without(world.find(CREATOR_STANDING, "\"mcn-1\"", "APPLIED"));
        Entry last = world.find(CREATOR_STANDING, id(world.find(CREATOR_EVENTS, "ViolationOverturned", "v-4")));
        String creator = "\"subject\":\"creator-9\"";
        for (Entry one = first(creator); !one.equals(last); one = first(creator)) {
            world.without(one);
        }
        Auditor.Outcome outcome = world.audit();
        assertHolds(outcome);
        assertThat(outcome.findings().of(STANDING).notJudged()).isPositive();
    }

    private Entry first(String says) {
        return world.find(CREATOR_STANDING, says);
    }

    @Test
    void a_notice_that_is_missing_or_there_twice() throws Exception {
        world.without(world.find(NOTIFICATIONS, "SANCTION_APPLIED"));
        world.again(world.find(NOTIFICATIONS, "ONBOARDING_REJECTED"), "", "");
        assertFound(CAUSES, sanction("v-1"));
        assertFound(CAUSES, world.find(CREATOR_EVENTS, "OnboardingRejected"));
    }

    @Test
    void an_answer_that_is_missing_or_there_twice() throws Exception {
        world.without(world.find(CREATOR_RESULTS, "\"t-1\""));
        world.again(world.find(CREATOR_RESULTS, "\"t-3\""), "", "");
        assertFound(ANSWERED, world.find(CREATOR_COMMANDS, "\"t-1\""));
        assertFound(ANSWERED, world.find(CREATOR_COMMANDS, "\"t-3\""));
    }

    @Test
    void another_code_than_comes_first() throws Exception {
        Entry result = world.find(CREATOR_RESULTS, "ALREADY_MEMBER");
        world.rewrite(result, "ALREADY_MEMBER", "NOT_A_PARTY");
        assertFound(ANSWERED, result);
    }

    @Test
    void a_command_that_was_aborted_and_acted() throws Exception {
        Entry command = world.find(CREATOR_COMMANDS, "\"v-4\"");
        world.aborted(command);
        assertFound(ABORTED, command);
        assertFound(ABORTED, sanction("v-4"));
    }

    @Test
    void a_standing_of_an_aborted_event() throws Exception {
        world.aborted(sanction("v-4"));
        assertFound(ABORTED, standing("v-4"));
    }

    @Test
    void bytes_that_were_not_set_aside() throws Exception {
        byte[] bytes = "no JSON".getBytes(UTF_8);
        Entry command = world.append(CREATOR_COMMANDS, "creator-9", bytes, world.now());
        assertFound(ANSWERED, command);
        Map<String, String> headers = Map.of(
                "taskledger-origin-topic", command.topic(),
                "taskledger-origin-partition", Integer.toString(command.partition()),
                "taskledger-origin-offset", Long.toString(command.offset()));
        world.append(CREATOR_DEAD_LETTERS, 0, command.key(), headers, bytes, world.now());
        assertHolds(world.audit());
    }

    @Test
    void a_repeat_is_known_for_256_commands() throws Exception {
        assertHolds(repeatedAfter(CreatorAnswerCheck.REMEMBERED - 1, true).audit());
        assertHolds(repeatedAfter(CreatorAnswerCheck.REMEMBERED, false).audit());
        World forgotten = repeatedAfter(CreatorAnswerCheck.REMEMBERED - 1, false);
        assertThat(forgotten.audit().findings().of(ANSWERED).first())
                .extracting(Offender::message)
                .anySatisfy(message -> assertThat(message).contains("judged anew"));
    }

    /** The first violation is recorded again under its id, after so many commands that were accepted. */
    private static World repeatedAfter(int commands, boolean known) {
        World world = new World().withCreators();
        CreatorsByHand by = new CreatorsByHand(world).onboarded("creator-1");
        by.violation("v-1", 1, "POST_DELETED", null).accepted();
        for (int i = 0; i < commands; i++) {
            by.recorded("v-1", "w-" + i).accepted();
        }
        by.recorded("v-1", "v-1");
        if (known) {
            by.replayed(4, Ids.event("creator/creator-1", 3), Ids.event("creator/creator-1", 4));
        } else {
            by.accepted();
        }
        return world;
    }

    private Entry sanction(String violation) {
        return world.find(CREATOR_EVENTS, "SanctionApplied", "\"" + violation + "\"");
    }

    /** That which its sanction brought. */
    private Entry standing(String violation) {
        return world.find(CREATOR_STANDING, id(sanction(violation)));
    }

    private static String id(Entry entry) {
        return Json.MAPPER.readTree(entry.value()).path("id").asString();
    }

    private static void assertHolds(Auditor.Outcome outcome) {
        assertThat(List.of(Invariant.values()))
                .allSatisfy(invariant ->
                        assertThat(outcome.findings().of(invariant).first()).isEmpty());
    }

    private void assertFound(Invariant invariant, Entry record) throws Exception {
        assertFound(invariant, record.place());
    }

    private void assertFound(Invariant invariant, String record) throws Exception {
        assertThat(world.audit().findings().of(invariant).first())
                .extracting(Offender::record)
                .anySatisfy(place -> assertThat(place).startsWith(record));
    }
}

package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.ANSWERED;
import static io.taskledger.audit.Invariant.CAUSES;
import static io.taskledger.audit.Invariant.DEADLINES;
import static io.taskledger.audit.Invariant.END;
import static io.taskledger.audit.Invariant.MONEY;
import static io.taskledger.audit.Invariant.RULES;
import static io.taskledger.audit.Invariant.SEQUENCE;
import static io.taskledger.audit.Invariant.SETTLED;
import static io.taskledger.audit.Topics.COMMANDS;
import static io.taskledger.audit.Topics.DEAD_LETTERS;
import static io.taskledger.audit.Topics.EVENTS;
import static io.taskledger.audit.Topics.NOTIFICATIONS;
import static io.taskledger.audit.Topics.RESULTS;
import static io.taskledger.audit.Topics.SETTLEMENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.audit.Findings.Offender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history of the services' own making holds; each fault that is planted is found, by the invariant that it breaks. */
final class AuditorTest {

    private final World world = World.clean();

    @Test
    void a_clean_history_holds() throws Exception {
        Auditor.Outcome outcome = world.audit();
        assertHolds(outcome);
        assertThat(outcome.tasks()).isEqualTo(8);
        for (Invariant invariant : List.of(MONEY, SETTLED, ANSWERED, SEQUENCE, RULES, DEADLINES, END, CAUSES)) {
            assertThat(outcome.findings().of(invariant).checked())
                    .as(invariant.name())
                    .isPositive();
        }
        Money.Sums sums = Objects.requireNonNull(outcome.money().sums().get("CNY"));
        assertThat(sums.held()).isEqualTo(10_001);
        assertThat(sums.ended()).isEqualTo(70_007);
        assertThat(sums.toCreators()).isEqualTo(5_001 + 10_001 + 3_333);
    }

    @Test
    void files_instead_of_memory_give_the_same() throws Exception {
        world.rewrite(settlement("task-1"), "\"toCreatorMinor\":5001", "\"toCreatorMinor\":5002");
        Auditor.Outcome onDisk = new Auditor(world, false, Creators.REVIEWED, null, (p, ps, r, t, v) -> {}, 100).run();
        assertThat(onDisk.findings().violations())
                .isEqualTo(world.audit().findings().violations());
        assertThat(onDisk.tasks()).isEqualTo(8);
    }

    @Test
    void a_dump_is_audited_like_the_topics(@TempDir Path directory) throws Exception {
        world.aborted(world.find(NOTIFICATIONS, "task-1"));
        unreadable("task-1", new byte[] {(byte) 0xff, 1, 2});
        Path file = directory.resolve("dump.jsonl");
        DumpLog.write(world, file);
        try (DumpLog dump = new DumpLog(file)) {
            Auditor.Outcome outcome = new Auditor(dump, false, Creators.REVIEWED, null, (p, ps, r, t, v) -> {}).run();
            assertThat(outcome.records()).isEqualTo(world.audit().records());
            assertThat(outcome.findings().of(CAUSES).first())
                    .isEqualTo(world.audit().findings().of(CAUSES).first());
            assertThat(outcome.findings().of(ANSWERED).violations()).isZero();
        }
    }

    @Test
    void an_altered_amount() throws Exception {
        Entry settlement = settlement("task-1");
        world.rewrite(settlement, "\"toCreatorMinor\":5001", "\"toCreatorMinor\":5002");
        assertFound(MONEY, settlement);
        assertFound(MONEY, "all");
    }

    @Test
    void a_leg_that_goes_to_somebody_else() throws Exception {
        Entry settlement = settlement("task-1");
        world.rewrite(settlement, "CREATOR_PAYABLE\",\"party\":\"creator-9", "CREATOR_PAYABLE\",\"party\":\"mallory");
        assertFound(MONEY, settlement);
    }

    @Test
    void half_rounded_down() throws Exception {
        Entry event = world.find(EVENTS, "task-1\"", "TaskCancelled");
        world.rewrite(event, "5001,\"toClientMinor\":5000", "5000,\"toClientMinor\":5001");
        assertFound(MONEY, event);
    }

    @Test
    void a_command_that_came_too_late_and_did_not_end_the_task() throws Exception {
        Entry expiry = world.find(EVENTS, "task-3\"", "TaskCancelled");
        world.without(expiry).without(settlement("task-3"));
        world.without(world.find(NOTIFICATIONS, "task-3\""));
        String[] late = {"task-3\"", "DEADLINE_PASSED"};
        world.rewrite(world.find(RESULTS, late), "[\"" + Ids.event("task-3", 2) + "\"]", "[]");
        world.rewrite(world.find(RESULTS, late), "\"version\":2", "\"version\":1");
        world.rewrite(world.find(RESULTS, late), "\"status\":\"CANCELLED\"", "\"status\":\"PUBLISHED\"");
        assertFound(ANSWERED, world.find(RESULTS, late));
    }

    @Test
    void a_settlement_that_is_missing() throws Exception {
        world.without(settlement("task-2"));
        assertFound(SETTLED, world.find(EVENTS, "task-2\"", "TaskCompleted"));
        assertFound(MONEY, "all");
    }

    @Test
    void a_settlement_a_second_time() throws Exception {
        world.again(settlement("task-2"), "", "");
        assertFound(SETTLED, "settlement.events");
        assertFound(MONEY, "all");
    }

    @Test
    void a_settlement_with_another_id() throws Exception {
        Entry settlement = settlement("task-2");
        world.rewrite(settlement, Ids.settlement("task-2"), Ids.settlement("task-3"));
        assertFound(SETTLED, settlement);
    }

    @Test
    void a_settlement_of_a_task_that_goes_on() throws Exception {
        world.append(SETTLEMENTS, "task-8", world.find(SETTLEMENTS, "task-2").value(), world.now());
        assertFound(SETTLED, "settlement.events");
        assertFound(CAUSES, "settlement.events");
    }

    @Test
    void a_forged_payee_in_the_settlement() throws Exception {
        Entry settlement = settlement("task-2");
        world.rewrite(settlement, "\"creator-9\"", "\"mallory\"");
        assertFound(SETTLED, settlement);
    }

    @Test
    void a_forged_payee_at_acceptance() throws Exception {
        Entry event = world.find(EVENTS, "task-2\"", "TaskAccepted");
        world.rewrite(event, "\"payeeId\":\"creator-9\"", "\"payeeId\":\"mallory\"");
        assertFound(RULES, event);
    }

    @Test
    void a_settlement_booked_on_another_day() throws Exception {
        Entry settlement = settlement("task-2");
        world.rewrite(settlement, "\"businessDate\":\"2026-11-22\"", "\"businessDate\":\"2026-11-23\"");
        assertFound(SETTLED, settlement);
    }

    @Test
    void an_answer_that_is_missing() throws Exception {
        world.without(world.find(RESULTS, "task-5\"", "AcceptTask.v1"));
        assertFound(ANSWERED, world.find(COMMANDS, "task-5\"", "AcceptTask.v1"));
    }

    @Test
    void an_answer_a_second_time() throws Exception {
        world.again(world.find(RESULTS, "task-5\"", "AcceptTask.v1"), "", "");
        assertFound(ANSWERED, world.find(COMMANDS, "task-5\"", "AcceptTask.v1"));
    }

    @Test
    void an_answer_to_nothing() throws Exception {
        Entry result = world.find(RESULTS, "task-5\"", "AcceptTask.v1");
        world.again(result, "\"id\":\"", "\"id\":\"0");
        assertFound(ANSWERED, "task.results");
    }

    @Test
    void a_repeat_that_is_judged_anew() throws Exception {
        Entry result = world.find(RESULTS, "task-2\"", "\"replayed\":true");
        world.rewrite(result, "\"replayed\":true", "\"replayed\":false");
        assertFound(ANSWERED, result);
    }

    @Test
    void a_repeat_that_gets_another_answer() throws Exception {
        Entry result = world.find(RESULTS, "task-2\"", "\"replayed\":true");
        world.rewrite(result, "\"version\":5", "\"version\":4");
        assertFound(ANSWERED, result);
    }

    @Test
    void a_refusal_that_names_events() throws Exception {
        Entry result = world.find(RESULTS, "task-1\"", "CANCELLATION_PENDING");
        world.rewrite(result, "\"eventIds\":[]", "\"eventIds\":[\"" + Ids.event("task-1", 3) + "\"]");
        assertFound(ANSWERED, result);
    }

    @Test
    void an_event_that_is_missing() throws Exception {
        world.without(world.find(EVENTS, "task-1\"", "VideoUploaded"));
        assertFound(SEQUENCE, world.find(EVENTS, "task-1\"", "CancellationRequested"));
    }

    @Test
    void the_last_event_missing() throws Exception {
        world.without(world.find(EVENTS, "task-2\"", "TaskCompleted"));
        assertFound(CAUSES, settlement("task-2"));
        assertFound(ANSWERED, world.find(RESULTS, "task-2\"", "CompleteTask.v1"));
    }

    @Test
    void an_event_after_the_end() throws Exception {
        Entry end = world.find(EVENTS, "task-2\"", "TaskCompleted");
        world.again(end, "\"sequence\":\"5\"", "\"sequence\":\"6\"");
        assertFound(END, "task.events");
    }

    @Test
    void an_event_on_the_wrong_partition() throws Exception {
        Entry event = world.find(EVENTS, "task-2\"", "TaskCompleted");
        world.moved(event, 1 - event.partition());
        assertFound(SEQUENCE, "task.events-" + (1 - event.partition()));
    }

    @Test
    void an_event_with_another_id() throws Exception {
        Entry event = world.find(EVENTS, "task-2\"", "TaskCompleted");
        world.rewrite(event, Ids.event("task-2", 5), Ids.event("task-2", 6));
        assertFound(SEQUENCE, event);
    }

    @Test
    void a_wrong_quote() throws Exception {
        Entry event = world.find(EVENTS, "task-1\"", "CancellationRequested");
        world.rewrite(
                event,
                "\"rateBp\":5000,\"toCreatorMinor\":5001,\"toClientMinor\":5000",
                "\"rateBp\":4000,\"toCreatorMinor\":4000,\"toClientMinor\":6001");
        assertFound(RULES, event);
    }

    @Test
    void somebody_elses_hand() throws Exception {
        Entry event = world.find(EVENTS, "task-1\"", "TaskCancelled");
        world.rewrite(event, "\"id\":\"creator-9\"", "\"id\":\"mallory\"");
        assertFound(RULES, event);
    }

    @Test
    void an_amount_other_than_asked_for() throws Exception {
        Entry event = world.find(EVENTS, "task-8\"", "TaskPublished");
        world.rewrite(event, "\"amountMinor\":10001", "\"amountMinor\":10002");
        assertFound(RULES, event);
    }

    @Test
    void an_expiry_too_early() throws Exception {
        Entry published = world.find(EVENTS, "task-3\"", "TaskPublished");
        String acceptBy = World.text(published).replaceAll("(?s).*\"acceptBy\":\"([^\"]*)\".*", "$1");
        world.rewrite(published, acceptBy, acceptBy.replace("10:00", "11:00"));
        assertFound(DEADLINES, published);
        assertFound(DEADLINES, world.find(EVENTS, "task-3\"", "TaskCancelled"));
    }

    @Test
    void a_reminder_too_early() throws Exception {
        Entry requested = world.find(EVENTS, "task-4\"", "CancellationRequested");
        Entry reminded = world.find(EVENTS, "task-4\"", "CancellationReminded");
        world.rewrite(reminded, time(reminded), time(requested));
        assertFound(DEADLINES, reminded);
    }

    private static String time(Entry entry) {
        return World.text(entry).replaceAll("(?s).*?\"time\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void a_deadline_judged_by_a_clock_of_our_own() throws Exception {
        World late = new World().publish("task-1", "ORDER", "demo-short");
        late.skewed(Duration.ofSeconds(5)).accept("task-1");
        assertThat(late.audit().findings().of(DEADLINES).violations()).isPositive();
    }

    @Test
    void an_acceptance_too_late() throws Exception {
        World late = new World().publish("task-1", "ORDER", "demo-short").later(Duration.ofSeconds(10));
        late.skewed(Duration.ofSeconds(-10)).accept("task-1");
        assertThat(late.audit().findings().of(DEADLINES).violations()).isPositive();
    }

    @Test
    void a_command_that_was_aborted_and_acted() throws Exception {
        Entry command = world.find(COMMANDS, "task-5\"", "AcceptTask.v1");
        world.aborted(command);
        assertFound(ABORTED, command);
        assertFound(ABORTED, world.find(EVENTS, "task-5\"", "TaskAccepted"));
    }

    @Test
    void an_event_that_was_aborted_and_settled() throws Exception {
        world.aborted(world.find(EVENTS, "task-2\"", "TaskCompleted"));
        assertFound(ABORTED, settlement("task-2"));
    }

    @Test
    void an_aborted_try_beside_the_real_one_is_fine() throws Exception {
        Entry event = world.find(EVENTS, "task-2\"", "TaskCompleted");
        world.again(event, "", "");
        world.aborted(world.find(EVENTS, "task-2\"", "TaskCompleted"));
        assertThat(world.audit().findings().of(ABORTED).violations()).isZero();
        assertThat(world.audit().findings().of(ABORTED).checked()).isEqualTo(1);
    }

    @Test
    void a_notification_that_is_missing_or_there_twice() throws Exception {
        Entry told = world.find(NOTIFICATIONS, "task-1\"", "TASK_CANCELLED");
        Entry twice = world.find(NOTIFICATIONS, "task-6\"", "CANCELLATION_ESCALATED");
        world.without(told).again(twice, "", "");
        assertFound(CAUSES, world.find(EVENTS, "task-1\"", "TaskCancelled"));
        assertFound(CAUSES, world.find(EVENTS, "task-6\"", "CancellationEscalated"));
    }

    @Test
    void bytes_that_were_not_set_aside() throws Exception {
        unreadable("task-1", "no JSON".getBytes(UTF_8));
        assertHolds(world.audit());
        Entry letter = world.find(DEAD_LETTERS, "no JSON");
        world.without(letter);
        assertFound(ANSWERED, world.find(COMMANDS, "no JSON"));
    }

    @Test
    void a_command_on_the_wrong_partition_is_answered_where_its_key_belongs() throws Exception {
        Entry command = world.find(COMMANDS, "task-8\"", "AcceptTask.v1");
        Entry stray =
                world.append(COMMANDS, 1 - command.partition(), command.key(), Map.of(), command.value(), world.now());
        assertFound(ANSWERED, stray);
        Entry refusal = world.find(RESULTS, "task-1\"", "CANCELLATION_PENDING");
        String result = World.text(refusal)
                .replaceFirst(
                        "\"id\":\"[^\"]*\"",
                        "\"id\":\"" + Ids.result(stray.topic(), stray.partition(), stray.offset()) + "\"")
                .replace("CANCELLATION_PENDING", "WRONG_PARTITION");
        world.append(RESULTS, "task-8", result.getBytes(UTF_8), world.now());
        assertHolds(world.audit());
    }

    @Test
    void a_command_on_its_own_partition_that_is_refused_for_its_place() throws Exception {
        Entry result = world.find(RESULTS, "task-1\"", "CANCELLATION_PENDING");
        world.rewrite(result, "CANCELLATION_PENDING", "WRONG_PARTITION");
        assertFound(ANSWERED, result);
    }

    @Test
    void what_retention_has_deleted_is_not_judged() throws Exception {
        for (int partition = 0; partition < World.PARTITIONS; partition++) {
            world.deleted(COMMANDS, partition, 6).deleted(RESULTS, partition, 4).deleted(NOTIFICATIONS, partition, 3);
        }
        Auditor.Outcome outcome = world.audit();
        assertHolds(outcome);
        assertThat(outcome.findings().of(RULES).notJudged()).isPositive();
        assertThat(outcome.findings().of(CAUSES).notJudged()).isPositive();
        assertThat(outcome.findings().of(ANSWERED).notJudged()).isPositive();
    }

    @Test
    void an_answer_to_nothing_is_found_behind_those_whose_commands_retention_has_deleted() throws Exception {
        for (int partition = 0; partition < World.PARTITIONS; partition++) {
            world.deleted(COMMANDS, partition, 6);
        }
        assertHolds(world.audit());
        Entry accepted = world.find(RESULTS, "task-8\"", "AcceptTask.v1");
        world.again(accepted, "\"id\":\"", "\"id\":\"0");
        assertFound(ANSWERED, accepted.topic() + "-" + accepted.partition());
    }

    @Test
    void a_refusal_of_nothing_is_found_where_no_deleted_command_can_have_asked_for_it() throws Exception {
        for (int partition = 0; partition < World.PARTITIONS; partition++) {
            world.deleted(COMMANDS, partition, 6);
        }
        Entry refusal = world.find(RESULTS, "task-1\"", "CANCELLATION_PENDING");
        String result = World.text(refusal).replace("CANCELLATION_PENDING", "WRONG_PARTITION");
        for (String id : List.of("no-command", Ids.result(COMMANDS.topic, 0, 3), Ids.result(COMMANDS.topic, 1, 3))) {
            String one = result.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + id + "\"");
            world.append(RESULTS, "task-8", one.getBytes(UTF_8), world.now());
        }
        Findings findings = world.audit().findings();
        assertThat(findings.of(ANSWERED).first())
                .extracting(Offender::message)
                .containsExactly("a result of no command");
        assertThat(findings.of(ANSWERED).notJudged()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void what_is_not_there_yet_is_not_judged_while_the_services_run() throws Exception {
        world.without(world.find(SETTLEMENTS, "task-7\""));
        assertThat(new Auditor(world, true, Creators.REVIEWED, null, (p, ps, r, t, v) -> {})
                        .run()
                        .findings()
                        .violations())
                .isZero();
        assertFound(SETTLED, world.find(EVENTS, "task-7\"", "TaskCancelled"));
    }

    private void unreadable(String key, byte[] bytes) {
        Entry command = world.append(COMMANDS, key, bytes, world.now());
        Map<String, String> headers = Map.of(
                "taskledger-origin-topic", command.topic(),
                "taskledger-origin-partition", Integer.toString(command.partition()),
                "taskledger-origin-offset", Long.toString(command.offset()));
        world.append(DEAD_LETTERS, 0, key.getBytes(UTF_8), headers, bytes, world.now());
    }

    private Entry settlement(String task) {
        return world.find(SETTLEMENTS, task + "\"");
    }

    private static void assertHolds(Auditor.Outcome outcome) {
        assertThat(List.of(Invariant.values()))
                .allSatisfy(invariant ->
                        assertThat(outcome.findings().of(invariant).first()).isEmpty());
    }

    private void assertFound(Invariant invariant, Entry record) throws IOException, InterruptedException {
        assertFound(invariant, record.place());
    }

    private void assertFound(Invariant invariant, String record) throws IOException, InterruptedException {
        assertThat(world.audit().findings().of(invariant).first())
                .extracting(Offender::record)
                .anySatisfy(place -> assertThat(place).startsWith(record));
    }
}

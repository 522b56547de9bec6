package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.Trace;
import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as a command, and what our reader refuses beyond what a schema can say. */
final class CommandWireTest {

    private static final ApprovedSample PUBLISH = ApprovedSample.named("PublishTask");
    private static final ApprovedSample REQUEST = ApprovedSample.named("RequestCancellation");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PublishTask         | 10001            | 10001.0               | amountMinor must be an integer from 1 to 9007199254740991, but was "10001.0"
            PublishTask         | 10001            | 1e4                   | amountMinor must be an integer from 1 to 9007199254740991, but was "1e4"
            PublishTask         | "CNY"            | "ZZZ"                 | currency must be an ISO 4217 code, but was "ZZZ"
            PublishTask         | "CNY"            | "XAU"                 | currency must be an ISO 4217 code, but was "XAU"
            PublishTask         | "creator-9"      | "client-7"            | creatorId must not be the client's own id
            PublishTask         | "subject":"task-42" | "subject":"task-43" | key and subject must be the same taskId, but the key is "task-42" and the subject "task-43"
            AcceptTask          | "MOBILE"         | "MOBILE","creatorId":"creator-8" | creatorId must be the creator's own id, but was "creator-8"
            PublishTask.open    | "order-2026-11-22/7" | "\\ud83d"         | correlationid must be valid Unicode
            RequestCancellation | "campaign moved" | "\\ud83d"             | reason must be valid Unicode, but holds an unpaired surrogate
            RequestCancellation | "campaign moved" | "\\ude00\\ud83d"      | reason must be valid Unicode, but holds an unpaired surrogate
            RefuseCancellation  | "the video is half done" | "\\ude00"     | reason must be valid Unicode, but holds an unpaired surrogate
            """)
    void says_what_is_wrong(String sample, String part, String replacement, String says) {
        ApprovedSample approved = ApprovedSample.named(sample);
        Invalid<CommandEnvelope> invalid = (Invalid<CommandEnvelope>) read(approved, approved.with(part, replacement));
        assertThat(invalid.code()).isEqualTo(RejectionCode.INVALID_COMMAND);
        assertThat(invalid.message()).startsWith(says);
    }

    @Test
    void an_invalid_command_is_answered_with_what_could_be_read() {
        ApprovedSample traced = ApprovedSample.named("PublishTask.open");
        String id = "018f6c7e-0000-7000-8000-000000000001";
        Trace trace = new Trace("order-2026-11-22/7", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(read(traced, traced.with("\"CROWD\"", "\"GIFT\"")))
                .isEqualTo(new Invalid<CommandEnvelope>(
                        id,
                        CommandType.PUBLISH_TASK,
                        new TaskId("task-43"),
                        trace,
                        RejectionCode.INVALID_COMMAND,
                        "kind must be one of ORDER, CROWD, but was \"GIFT\""));
    }

    @Test
    void where_key_and_subject_differ_no_task_is_named() {
        Invalid<CommandEnvelope> invalid =
                (Invalid<CommandEnvelope>) CommandWire.read("task-1".getBytes(UTF_8), PUBLISH.bytes());
        assertThat(invalid.subject()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WithdrawTask", "RequestCancellation"})
    void the_reason_is_obligatory_on_PC_alone(String name) {
        ApprovedSample sample = ApprovedSample.named(name);
        String blank = sample.text().replaceFirst("\"reason\":\".*\"", "\"reason\":\" \\\\t\"");
        Invalid<CommandEnvelope> invalid = (Invalid<CommandEnvelope>) read(sample, blank);
        assertThat(invalid.code()).isEqualTo(RejectionCode.REASON_REQUIRED);
        assertThat(invalid.message()).startsWith("reason ");

        assertThat(read(sample, blank.replace("\"PC\"", "\"MOBILE\""))).isInstanceOf(Valid.class);
        assertThat(read(sample, blank.replace("\"PC\"", "\"API\""))).isInstanceOf(Valid.class);
    }

    @Test
    void a_field_that_is_wrong_is_named_before_a_reason_that_is_missing() {
        String both = REQUEST.with(",\"reason\":\"campaign moved\"", "").replace("CHANGE_OF_PLAN", "BORED");
        assertThat(((Invalid<CommandEnvelope>) read(REQUEST, both)).code()).isEqualTo(RejectionCode.INVALID_COMMAND);
    }

    @Test
    void characters_are_code_points() {
        String pairs = "😀".repeat(500);
        CommandEnvelope command = valid(REQUEST, REQUEST.with("campaign moved", pairs));
        assertThat(((RequestCancellation) command.command()).reason().text()).isEqualTo(pairs);
        assertThat(((Invalid<CommandEnvelope>) read(REQUEST, REQUEST.with("campaign moved", pairs + "x"))).message())
                .isEqualTo("reason must be at most 500 characters");
    }

    @Test
    void an_escaped_surrogate_pair_is_one_character() {
        CommandEnvelope command = valid(REQUEST, REQUEST.with("campaign moved", "\\ud83d\\ude00"));
        assertThat(((RequestCancellation) command.command()).reason().text()).isEqualTo("😀");
    }

    @Test
    void null_counts_as_absent() {
        CommandEnvelope command = valid(PUBLISH, PUBLISH.with("\"creator-9\"", "null,\"policy\":null"));
        assertThat(((PublishTask) command.command()).creatorId()).isNull();
        assertThat(((PublishTask) command.command()).policy()).isNull();
    }

    @Test
    void any_policy_may_be_named_as_whether_there_is_one_is_not_ours_to_say() {
        CommandEnvelope command = valid(PUBLISH, PUBLISH.with("\"CNY\"", "\"CNY\",\"policy\":\"no-such:policy\""));
        assertThat(((PublishTask) command.command()).policy()).isEqualTo("no-such:policy");
    }

    @Test
    void a_creator_may_name_itself() {
        ApprovedSample accept = ApprovedSample.named("AcceptTask");
        CommandEnvelope command = valid(accept, accept.with("\"MOBILE\"", "\"MOBILE\",\"creatorId\":\"creator-9\""));
        assertThat(((AcceptTask) command.command()).creatorId()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001", "9007199254740991"})
    void a_rate_out_of_bounds_is_for_the_policy_to_refuse(String rateBp) {
        ApprovedSample resolve = ApprovedSample.named("ResolveCancellation");
        CommandEnvelope command = valid(resolve, resolve.with("3333", rateBp));
        assertThat(((ResolveCancellation) command.command()).rateBp()).isEqualTo(Long.parseLong(rateBp));
    }

    @Test
    void a_rate_with_RESUME_means_nothing() {
        ApprovedSample resolve = ApprovedSample.named("ResolveCancellation");
        CommandEnvelope command = valid(resolve, resolve.with("\"CANCEL\"", "\"RESUME\""));
        assertThat(((ResolveCancellation) command.command()).rateBp()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "17", "null", "{}"})
    void the_senders_clock_is_not_judged(String time) {
        assertThat(read(PUBLISH, PUBLISH.with("\"2026-11-22T10:00:00.000Z\"", time)))
                .isInstanceOf(Valid.class);
    }

    private static CommandEnvelope valid(ApprovedSample sample, String command) {
        return ((Valid<CommandEnvelope>) read(sample, command)).command();
    }

    private static CommandReading<CommandEnvelope> read(ApprovedSample sample, String command) {
        return CommandWire.read(sample.key(), command.getBytes(UTF_8));
    }
}

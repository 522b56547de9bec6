package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.contract.EventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever we cannot have written is one kind of failure, so that its reader stops and nothing is skipped. */
final class CorruptRecordTest {

    static List<ApprovedSample> ours() {
        return ApprovedSample.all().stream()
                .filter(sample -> sample.text().contains("\"source\":\"/taskledger/decider\"")
                        || sample.text().contains("\"source\":\"/taskledger/settlement\""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void a_record_that_broke_off_is_corrupt(ApprovedSample sample) {
        byte[] value = sample.bytes();
        for (int length = 0; length < value.length; length++) {
            byte[] start = Arrays.copyOf(value, length);
            assertThatExceptionOfType(CorruptRecord.class).isThrownBy(() -> sample.rewrite(start));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TaskPublished         | TaskPublished.v1           | TaskPublished.v2 | no event has the type
            TaskPublished         | "subject"                  | "object"         | subject is missing
            TaskPublished         | "task-42"                  | "task 42"        | taskId must be
            TaskPublished         | "sequence":"1"             | "sequence":"0"   | sequence must be 1 or more
            TaskPublished         | "sequence":"1"             | "sequence":"x"   | For input string
            TaskPublished         | "sequence":"1"             | "sequence":1     | sequence must be a string
            TaskPublished         | 06acb7a93bde774e           | 06acb7a93bde774g | For input string
            TaskPublished         | "2026-11-22T10:00:00.120Z" | "yesterday"      | time must be an RFC 3339 time in UTC
            TaskPublished         | "2026-11-23T10:00:00.120Z" | "2026-02-30T10:00:00.120Z" | acceptBy must be
            TaskPublished         | "CNY"                      | "CNYY"           | the event cannot be read
            TaskPublished         | 10001                      | 0                | amountMinor must be
            TaskPublished         | "CLIENT"                   | "GUEST"          | actor.role must be one of
            TaskPublished         | "kind":                    | "kind":"ORDER","kind": | the name "kind" is there twice
            TaskCancelled         | "CONFIRMED"                | "MAYBE"          | basis must be one of
            TaskCancelled         | 5001                       | 5002             | shares do not add up
            TaskCancelled         | "rateBp":5000              | "rateBp":10001   | quote.rateBp must be an integer from 0 to 10000
            ViolationRecorded     | ViolationRecorded.v1       | ViolationForgiven.v1 | no event of a creator has the type
            ViolationRecorded     | "violations":1             | "violations":0   | violations must be an integer from 1
            SanctionApplied       | "step":1                   | "step":0         | step must be an integer from 1
            SanctionApplied.banned | 2026-12-01T               | 2026-13-01T      | until must be an RFC 3339 time in UTC
            CreatorStanding       | 2026-12-01T                | 2026-11-01T      | a ban must end after it begins
            CreatorStanding       | "version":9                | "version":0      | version must be an integer from 1
            CommandResult.of-a-creator | "status":"ONBOARDED","allowed | "status":"RETIRED","allowed | no status is called RETIRED
            CommandResult         | "outcome":"ACCEPTED"       | "outcome":"REJECTED" | a code goes with REJECTED
            CommandResult         | "replayed":false           | "replayed":0     | replayed must be true or false
            CommandResult         | "ResolveCancellation"      | "PayTask"        | no command is called PayTask
            CommandResult         | "MCN":[]                   | "MCN":[1]        | allowedCommands.MCN must be a list of strings
            CompensationDue       | CompensationDue            | NobodyDue        | no settlement has the type
            CompensationDue       | "amountMinor":5001         | "amountMinor":5002 | legs do not balance
            CompensationDue       | "amountMinor":5001         | "amountMinor":0  | amountMinor must be an integer from 1
            CompensationDue       | "2026-11-23"               | "2026-11-31"     | Invalid date
            CompensationDue       | TaskCancelled              | TaskExploded     | no event has the type
            NotificationRequested | "TASK_CANCELLED"           | "GREETING"       | template must be one of
            NotificationRequested | "R10",                     | 10,              | params.rule must be a string
            """)
    void a_record_that_says_what_it_cannot_is_corrupt(String name, String part, String replacement, String says) {
        ApprovedSample sample = ApprovedSample.named(name);
        byte[] value = sample.with(part, replacement).getBytes(UTF_8);
        assertThatExceptionOfType(CorruptRecord.class)
                .isThrownBy(() -> sample.rewrite(value))
                .withMessageContaining(says);
    }

    @Test
    void the_type_alone_is_read_without_the_rest() {
        byte[] value = ApprovedSample.named("TaskCancelled").bytes();
        assertThat(EventWire.readType(Arrays.copyOf(value, 120))).isEqualTo(EventType.TASK_CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"type\":1}",
                "{\"data\":{\"type\":\"taskledger.TaskCancelled.v1\"}}",
                "{\"type\":\"x\"}",
                "{\"a\""
            })
    void where_no_type_can_be_read_the_record_is_corrupt(String value) {
        assertThatExceptionOfType(CorruptRecord.class).isThrownBy(() -> EventWire.readType(value.getBytes(UTF_8)));
    }
}

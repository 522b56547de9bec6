package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CommandType;
import io.taskledger.contract.wire.CommandReading.Valid;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes stand in the log for ever: a repeat must be known as one whoever wrote the first. */
final class CommandHashTest {

    /** Reckoned independently of our code, from the form that the class describes. */
    @ParameterizedTest
    @CsvSource({
        "PublishTask, 06acb7a93bde774e",
        "PublishTask.open, fa4ec1dc4f55a67f",
        "WithdrawTask, c8e50a65bbb2167d",
        "ConfirmCancellation, e717db0f01e3f608",
        "ResolveCancellation, 566ee0551e0f0846",
        "ApplyForOnboarding, 02c00665d54a398c",
        "ApplyForOnboarding.mcn, bfd1a62676694d02",
        "ApproveOnboarding, 6f6c3a56d900f81c",
        "RejectOnboarding, da08dd57e597f558",
        "JoinMcn, d374166dd7f338ba",
        "LeaveMcn, cf878da92b849fab",
        "RecordViolation, ea0691e4a6557bb2",
        "OverturnViolation, 928cba668b45235d",
        "LiftExpiredBan, e0e63ab78aea95b4",
        "ReportAudience, 2cfa0f2bbe07081a"
    })
    void never_changes(String sample, String hash) {
        assertThat(hash(ApprovedSample.named(sample))).isEqualTo(hash);
        assertThat(CommandHash.text(CommandHash.parse(hash))).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "kind":"ORDER","amountMinor":10001 | "amountMinor": 10001 , "kind":"ORDER"
            "c-1"                              | "c-77"
            "/campaigns"                       | "/elsewhere"
            "2026-11-22T10:00:00.000Z"         | "2027-01-01T00:00:00.000Z"
            "subject"                          | "traceparent":"t","correlationid":"c","subject"
            "currency"                         | "colour":["red"],"currency"
            "ORDER"                            | "\\u004fRDER"
            "creator-9"                        | "creator-9","campaignId":null
            """)
    void is_of_the_known_fields_as_values(String part, String replacement) {
        ApprovedSample publish = ApprovedSample.named("PublishTask");
        assertThat(hash(publish, publish.with(part, replacement))).isEqualTo(hash(publish));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PublishTask         | "role":"CLIENT"   | "role":"OPERATOR"
            PublishTask         | "client-7"        | "client-8"
            PublishTask         | "PC"              | "API"
            PublishTask         | "PC"              | "PC","expectedVersion":0
            PublishTask         | "ORDER"           | "CROWD"
            PublishTask         | 10001             | 10002
            PublishTask         | "CNY"             | "JPY"
            PublishTask         | "creator-9"       | "creator-8"
            PublishTask         | "creatorId"       | "campaignId"
            PublishTask         | "CNY"             | "CNY","policy":"demo-short"
            AcceptTask.by-mcn   | "creator-9"       | "creator-8"
            AcceptTask.by-mcn   | "mcn-3-payouts"   | "mcn-3"
            AcceptTask.by-mcn   | ,"payeeId":"mcn-3-payouts" | ''
            WithdrawTask        | "OTHER"           | "QUALITY"
            RequestCancellation | "CHANGE_OF_PLAN"  | "OTHER"
            RequestCancellation | "campaign moved"  | "Campaign moved"
            UploadVideo         | "a-1"             | "a-2"
            RefuseCancellation  | "the video is half done" | "no"
            RefuseCancellation  | ,"reason":"the video is half done" | ''
            ResolveCancellation | "CANCEL"          | "RESUME"
            ResolveCancellation | 3333              | 3334
            ResolveCancellation | "case-2026-0117"  | "case-2026-0118"
            ApplyForOnboarding  | "kind":"CREATOR"  | "kind":"STAR"
            ApplyForOnboarding  | "小明的厨房"       | "小红的厨房"
            ApplyForOnboarding  | 120000            | 120001
            ApproveOnboarding   | "case-2026-0202"  | "case-2026-0203"
            RejectOnboarding    | "case-2026-0201"  | "case-2026-0202"
            RejectOnboarding    | "IDENTITY",       | ''
            RejectOnboarding    | "the name is not the account's" | "no"
            JoinMcn             | "mcn-3"           | "mcn-4"
            RecordViolation     | "violation-1"     | "violation-2"
            RecordViolation     | "evidence-77"     | "evidence-78"
            OverturnViolation   | "violation-2"     | "violation-1"
            OverturnViolation   | "case-2026-0203"  | "case-2026-0204"
            ReportAudience      | 125301            | 125302
            ReportAudience      | 48210             | 48211
            ReportAudience      | 00:00:00.000Z     | 00:00:00.001Z
            """)
    void every_known_field_counts(String sample, String part, String replacement) {
        ApprovedSample approved = ApprovedSample.named(sample);
        assertThat(hash(approved, approved.with(part, replacement))).isNotEqualTo(hash(approved));
    }

    @Test
    void the_type_counts() {
        ApprovedSample start = ApprovedSample.named("StartProduction");
        Stream<CommandType> withoutFields = Stream.of(
                CommandType.ACCEPT_TASK,
                CommandType.DECLINE_TASK,
                CommandType.START_PRODUCTION,
                CommandType.CONFIRM_CANCELLATION,
                CommandType.REFUSE_CANCELLATION,
                CommandType.WITHDRAW_CANCELLATION,
                CommandType.COMPLETE_TASK,
                CommandType.EXPIRE_TASK,
                CommandType.EXPIRE_CANCELLATION,
                CommandType.REMIND_CANCELLATION);
        assertThat(withoutFields.map(type -> hash(start, start.with("StartProduction", type.shortName()))))
                .doesNotHaveDuplicates();
    }

    private static String hash(ApprovedSample sample) {
        return hash(sample, sample.text());
    }

    private static String hash(ApprovedSample sample, String command) {
        Valid<?> valid = (Valid<?>) sample.read(command.getBytes(UTF_8));
        return CommandHash.text(ApprovedSample.hash(valid.command()));
    }
}

package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.wire.CommandReading.Invalid;
import io.taskledger.contract.wire.CommandReading.Unreadable;
import io.taskledger.contract.wire.CommandReading.Valid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the published schemas refuse of a command, our reader refuses too, and says why. */
final class SchemaAgreementTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PublishTask         | "specversion":"1.0",           |                          | specversion is missing
            PublishTask         | "specversion":"1.0"            | "specversion":"0.3"      | specversion must be "1.0"
            PublishTask         | "id":"c-1",                    |                          | id is missing
            PublishTask         | "c-1"                          | "c 1"                    | id must be 1–64
            PublishTask         | "c-1"                          | "c-1\\n"                 | id must be 1–64
            PublishTask         | "c-1"                          | ""                       | id is missing
            PublishTask         | "c-1"                          | 1                        | id must be a string
            PublishTask         | "source":"/campaigns",         |                          | source is missing
            PublishTask         | "type":"taskledger.PublishTask.v1", |                     | type is missing
            PublishTask         | PublishTask.v1                 | PublishTask.v2           | no command has the type
            PublishTask         | "subject":"task-42",           |                          | subject is missing
            PublishTask         | "data"                         | "dada"                   | data is missing
            PublishTask         | "actor"                        | "agent"                  | actor is missing
            PublishTask         | "role":"CLIENT",               |                          | actor.role is missing
            PublishTask         | "CLIENT"                       | "GUEST"                  | actor.role must be one of CLIENT, CREATOR, MCN, OPERATOR, TIMER
            PublishTask         | "client-7"                     | "client/7"               | actor.id must be 1–64
            PublishTask         | "channel":"PC",                |                          | channel is missing
            PublishTask         | "PC"                           | "FAX"                    | channel must be one of PC, MOBILE, API, SYSTEM
            PublishTask         | "kind":"ORDER",                |                          | kind is missing
            PublishTask         | "ORDER"                        | "GIFT"                   | kind must be one of ORDER, CROWD, but was "GIFT"
            PublishTask         | "amountMinor":10001,           |                          | amountMinor is missing
            PublishTask         | 10001                          | 0                        | amountMinor must be an integer from 1 to 9007199254740991, but was 0
            PublishTask         | 10001                          | -1                       | amountMinor must be an integer from 1
            PublishTask         | 10001                          | 9007199254740992         | amountMinor must be an integer from 1
            PublishTask         | 10001                          | 10000000000000000000001  | amountMinor must be an integer from 1
            PublishTask         | 10001                          | 100.5                    | amountMinor must be an integer from 1
            PublishTask         | 10001                          | "10001"                  | amountMinor must be an integer from 1
            PublishTask         | 10001                          | true                     | amountMinor must be an integer from 1
            PublishTask         | 10001                          | null                     | amountMinor is missing
            PublishTask         | ,"currency":"CNY"              |                          | currency is missing
            PublishTask         | "CNY"                          | "cny"                    | currency must be an ISO 4217 code
            PublishTask         | "CNY"                          | 156                      | currency must be a string
            PublishTask         | "creator-9"                    | ""                       | creatorId must be 1–64
            PublishTask         | "creator-9"                    | {}                       | creatorId must be a string, but was an object
            PublishTask.open    | "spring:2026"                  | "spring 2026"            | campaignId must be 1–64
            PublishTask.open    | "xingtu-2022-01"               | "xingtu,2022"            | policy must be 1–64
            PublishTask.open    | "expectedVersion":0            | "expectedVersion":-1     | expectedVersion must be an integer from 0
            PublishTask.open    | "expectedVersion":0            | "expectedVersion":"0"    | expectedVersion must be an integer from 0
            PublishTask.open    | "order-2026-11-22/7"           | 7                        | correlationid must be a string
            AcceptTask.by-mcn   | "creatorId":"creator-9",       |                          | creatorId is missing
            AcceptTask.by-mcn   | "mcn-3-payouts"                | "mcn-3 payouts"          | payeeId must be 1–64
            WithdrawTask        | "reasonCode":"OTHER",          |                          | reasonCode is missing
            WithdrawTask        | "OTHER"                        | "BORED"                  | reasonCode must be one of
            RequestCancellation | "reasonCode":"CHANGE_OF_PLAN", |                          | reasonCode is missing
            RequestCancellation | ,"reason":"campaign moved"     |                          | reason is obligatory where channel is PC
            RequestCancellation | "campaign moved"               | " \\t"                   | reason is obligatory where channel is PC
            RequestCancellation | "campaign moved"               | ["campaign moved"]       | reason must be a string, but was a list
            RefuseCancellation  | "the video is half done"       | 50                       | reason must be a string
            UploadVideo         | ,"assetId":"a-1"               |                          | assetId is missing
            UploadVideo         | "a-1"                          | "a/1"                    | assetId must be 1–64
            ResolveCancellation | "outcome":"CANCEL",            |                          | outcome is missing
            ResolveCancellation | "CANCEL"                       | "SHARE"                  | outcome must be one of CANCEL, RESUME
            ResolveCancellation | "rateBp":3333,                 |                          | rateBp is missing
            ResolveCancellation | 3333                           | "3333"                   | rateBp must be an integer
            ResolveCancellation | 3333                           | 33.33                    | rateBp must be an integer
            ResolveCancellation | ,"caseRef":"case-2026-0117"    |                          | caseRef is missing
            ApplyForOnboarding  | "kind":"CREATOR",              |                          | kind is missing
            ApplyForOnboarding  | "kind":"CREATOR"               | "kind":"AGENCY"          | kind must be one of CREATOR, STAR, MCN
            ApplyForOnboarding  | "kind":"CREATOR"               | "kind":"MCN"             | kind MCN goes with the role MCN, and only with it
            ApplyForOnboarding.mcn | "kind":"MCN"                | "kind":"STAR"            | kind MCN goes with the role MCN, and only with it
            ApplyForOnboarding  | "accountName":"小明的厨房",     |                          | accountName is missing
            ApplyForOnboarding  | "小明的厨房"                    | ""                       | accountName must be 1–64 characters, not blank
            ApplyForOnboarding  | "小明的厨房"                    | " \\t"                   | accountName must be 1–64 characters, not blank
            ApplyForOnboarding  | "小明的厨房"                    | 7                        | accountName must be a string
            ApplyForOnboarding  | ,"followers":120000            |                          | followers is missing
            ApplyForOnboarding  | 120000                         | -1                       | followers must be an integer from 0 to 9007199254740991
            ApplyForOnboarding  | 120000                         | 9007199254740992         | followers must be an integer from 0 to 9007199254740991
            ApplyForOnboarding  | 120000                         | "120000"                 | followers must be an integer
            ApproveOnboarding   | ,"caseRef":"case-2026-0202"    |                          | caseRef is missing
            RejectOnboarding    | "caseRef":"case-2026-0201",    |                          | caseRef is missing
            RejectOnboarding    | "findings":["IDENTITY","ACCOUNT_NAME"], |                 | findings must be a list of strings, but was null
            RejectOnboarding    | "IDENTITY","ACCOUNT_NAME"      |                          | findings must be one or more of IDENTITY, ACCOUNT_NAME, CONDITIONS, each once, but were []
            RejectOnboarding    | "IDENTITY"                     | "ACCOUNT_NAME"           | findings must be one or more of
            RejectOnboarding    | "IDENTITY"                     | "HAIR"                   | findings must be one of IDENTITY, ACCOUNT_NAME, CONDITIONS, but was "HAIR"
            RejectOnboarding    | "IDENTITY"                     | 1                        | findings must be a list of strings
            JoinMcn             | ,"mcnId":"mcn-3"               |                          | mcnId is missing
            JoinMcn             | "mcn-3"                        | "mcn 3"                  | mcnId must be 1–64
            RecordViolation     | "violationId":"violation-1",   |                          | violationId is missing
            RecordViolation     | "violation-1"                  | "violation/1"            | violationId must be 1–64
            RecordViolation     | ,"evidenceRef":"evidence-77"   |                          | evidenceRef is missing
            RecordViolation     | "evidence-77"                  | "https://evidence"       | evidenceRef must be 1–64
            OverturnViolation   | "violationId":"violation-2",   |                          | violationId is missing
            OverturnViolation   | ,"caseRef":"case-2026-0203"    |                          | caseRef is missing
            ReportAudience      | "followers":125301,            |                          | followers is missing
            ReportAudience      | 48210                          | -1                       | averagePlays must be an integer from 0
            ReportAudience      | ,"asOf":"2026-11-27T00:00:00.000Z" |                      | asOf is missing
            ReportAudience      | T00:00:00.000Z                 | T00:00:00Z               | asOf must be an RFC 3339 time in UTC with milliseconds
            ReportAudience      | T00:00:00.000Z                 | T00:00:00.000001Z        | asOf must be an RFC 3339 time in UTC with milliseconds
            ReportAudience      | 2026-11-27T00:00:00.000Z       | yesterday                | asOf must be an RFC 3339 time in UTC
            """)
    void both_refuse(String sample, String part, @Nullable String replacement, String says) {
        ApprovedSample approved = ApprovedSample.named(sample);
        String command = approved.with(part, replacement == null ? "" : replacement);

        assertThat(Schemas.faults(approved.type(), command)).isNotEmpty();
        assertThat(message(approved.read(command.getBytes(UTF_8)))).startsWith(says);
    }

    @ParameterizedTest
    @CsvSource({
        "PublishTask, c-1, 65, id must be 1–64",
        "PublishTask, task-42, 65, subject must be 1–64",
        "PublishTask.open, order-2026-11-22/7, 257, correlationid must be at most 256 characters",
        "RequestCancellation, campaign moved, 501, reason must be at most 500 characters",
        "RefuseCancellation, the video is half done, 501, reason must be at most 500 characters",
        "RejectOnboarding, the name is not the account's, 501, reason must be at most 500 characters",
        "ApplyForOnboarding, 小明的厨房, 65, accountName must be at most 64 characters"
    })
    void both_refuse_what_is_one_character_too_long(String sample, String text, int length, String says) {
        ApprovedSample approved = ApprovedSample.named(sample);
        byte[] key = text.equals("task-42") ? "x".repeat(length).getBytes(UTF_8) : approved.key();
        String tooLong = approved.with('"' + text + '"', '"' + "x".repeat(length) + '"');
        String justFits = approved.with('"' + text + '"', '"' + "x".repeat(length - 1) + '"');

        assertThat(Schemas.faults(approved.type(), tooLong)).isNotEmpty();
        assertThat(message(approved.read(key, tooLong.getBytes(UTF_8)))).startsWith(says);
        assertThat(Schemas.faults(approved.type(), justFits)).isEmpty();
    }

    private static String message(CommandReading<?> reading) {
        return switch (reading) {
            case Unreadable<?> unreadable -> unreadable.message();
            case Invalid<?> invalid -> invalid.message();
            case Valid<?> valid -> "accepted: " + valid.command();
        };
    }
}

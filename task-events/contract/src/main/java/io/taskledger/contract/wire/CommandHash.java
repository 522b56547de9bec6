package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CreatorCommand;
import io.taskledger.contract.CreatorCommand.ApplyForOnboarding;
import io.taskledger.contract.CreatorCommand.ApproveOnboarding;
import io.taskledger.contract.CreatorCommand.JoinMcn;
import io.taskledger.contract.CreatorCommand.LeaveMcn;
import io.taskledger.contract.CreatorCommand.LiftExpiredBan;
import io.taskledger.contract.CreatorCommand.OverturnViolation;
import io.taskledger.contract.CreatorCommand.RecordViolation;
import io.taskledger.contract.CreatorCommand.RejectOnboarding;
import io.taskledger.contract.CreatorCommand.ReportAudience;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.Identifier;
import io.taskledger.contract.Reason;
import io.taskledger.contract.TaskCommand;
import io.taskledger.contract.TaskCommand.AcceptTask;
import io.taskledger.contract.TaskCommand.CompleteTask;
import io.taskledger.contract.TaskCommand.ConfirmCancellation;
import io.taskledger.contract.TaskCommand.DeclineTask;
import io.taskledger.contract.TaskCommand.ExpireCancellation;
import io.taskledger.contract.TaskCommand.ExpireTask;
import io.taskledger.contract.TaskCommand.PublishTask;
import io.taskledger.contract.TaskCommand.RefuseCancellation;
import io.taskledger.contract.TaskCommand.RemindCancellation;
import io.taskledger.contract.TaskCommand.RequestCancellation;
import io.taskledger.contract.TaskCommand.ResolveCancellation;
import io.taskledger.contract.TaskCommand.StartProduction;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.TaskCommand.WithdrawCancellation;
import io.taskledger.contract.TaskCommand.WithdrawTask;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a command says, in 64 bits: the first of SHA-256 over its type and the fields that we know, as values. Order,
 * white space, unknown fields, {@code time} and tracing do not count. It is written into events, so it never changes.
 */
public final class CommandHash {

    private final StringBuilder content = new StringBuilder(256);

    private CommandHash() {}

    public static long of(CommandEnvelope command) {
        CommandHash hash = head(command);
        hash.body(command.command());
        return sha256(hash.content.toString());
    }

    public static long of(CreatorCommandEnvelope command) {
        CommandHash hash = head(command);
        hash.body(command.command());
        return sha256(hash.content.toString());
    }

    private static CommandHash head(CommandHead command) {
        return new CommandHash()
                .put("type", command.type().typeName())
                .put("actor.role", command.actor().role().name())
                .put("actor.id", command.actor().id())
                .put("channel", command.channel().name())
                .put("expectedVersion", command.expectedVersion());
    }

    /** As in the {@code commandhash} attribute: 16 hexadecimal digits, lower case. */
    static String text(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }

    static long parse(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    private void body(TaskCommand command) {
        switch (command) {
            case PublishTask c ->
                put("kind", c.kind().name())
                        .put("amountMinor", c.amount().amountMinor())
                        .put("currency", c.amount().currency().getCurrencyCode())
                        .put("creatorId", c.creatorId())
                        .put("campaignId", c.campaignId())
                        .put("policy", c.policy());
            case AcceptTask c -> put("creatorId", c.creatorId()).put("payeeId", c.payeeId());
            case WithdrawTask c -> put(c.reason());
            case RequestCancellation c -> put(c.reason());
            case UploadVideo c -> put("assetId", c.assetId());
            case RefuseCancellation c -> put("reason", c.reason());
            case ResolveCancellation c ->
                put("outcome", c.outcome().name()).put("rateBp", c.rateBp()).put("caseRef", c.caseRef());
            case DeclineTask c -> {}
            case ExpireTask c -> {}
            case StartProduction c -> {}
            case CompleteTask c -> {}
            case ConfirmCancellation c -> {}
            case WithdrawCancellation c -> {}
            case RemindCancellation c -> {}
            case ExpireCancellation c -> {}
        }
    }

    private void body(CreatorCommand command) {
        switch (command) {
            case ApplyForOnboarding c ->
                put("kind", c.application().kind().name())
                        .put("accountName", c.application().accountName())
                        .put("followers", c.application().followers());
            case ApproveOnboarding c -> put("caseRef", c.caseRef());
            case RejectOnboarding c -> {
                put("caseRef", c.findings().caseRef());
                c.findings().wrong().forEach(finding -> put("findings", finding.name()));
                put("reason", c.findings().reason());
            }
            case JoinMcn c -> put("mcnId", c.mcnId());
            case RecordViolation c -> put("violationId", c.violationId()).put("evidenceRef", c.evidenceRef());
            case OverturnViolation c -> put("violationId", c.violationId()).put("caseRef", c.caseRef());
            case ReportAudience c ->
                put("followers", c.audience().followers())
                        .put("averagePlays", c.audience().averagePlays())
                        .put("asOf", Timestamps.format(c.audience().asOf()));
            case LeaveMcn c -> {}
            case LiftExpiredBan c -> {}
        }
    }

    private CommandHash put(Reason reason) {
        return put("reasonCode", reason.code().name()).put("reason", reason.text());
    }

    private CommandHash put(String name, @Nullable Identifier value) {
        return put(name, value == null ? null : value.value());
    }

    private CommandHash put(String name, @Nullable Long value) {
        return put(name, value == null ? null : value.toString());
    }

    /** With the value's length, so that no text can pass for a further field. */
    private CommandHash put(String name, @Nullable String value) {
        if (value != null) {
            content.append(name)
                    .append(':')
                    .append(value.length())
                    .append(':')
                    .append(value)
                    .append('\n');
        }
        return this;
    }

    private static long sha256(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(content.getBytes(UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

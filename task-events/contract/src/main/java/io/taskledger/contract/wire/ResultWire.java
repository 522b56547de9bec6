package io.taskledger.contract.wire;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorStatus;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Status;
import io.taskledger.contract.StatusName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers as bytes. */
public final class ResultWire {

    private static final Map<String, CommandName> COMMANDS = Stream.of(
                    CommandType.values(), CreatorCommandType.values())
            .flatMap(Stream::of)
            .collect(Collectors.toMap(CommandName::shortName, Function.identity()));

    private static final Map<String, StatusName> STATUSES = Stream.of(Status.values(), CreatorStatus.values())
            .flatMap(Stream::of)
            .collect(Collectors.toMap(StatusName::name, Function.identity()));

    private ResultWire() {}

    /** Throws {@link CorruptRecord} where the bytes are not an answer of ours. */
    public static CommandResult read(byte[] value) {
        return OwnRecords.read("the result", value, ResultWire::result);
    }

    private static CommandResult result(JsonObject json) {
        JsonObject data = json.object("data");
        JsonObject quote = data.optionalObject("quote");
        JsonObject standing = data.optionalObject("standing");
        return new CommandResult(
                json.string("id"),
                json.string("subject"),
                json.instant("time"),
                OwnRecords.trace(json),
                data.string("commandId"),
                data.optionalString("commandType"),
                data.oneOf("outcome", Outcome.class),
                data.bool("replayed"),
                data.optionalOneOf("code", RejectionCode.class),
                data.optionalString("message"),
                data.integer("version", 0, Long.MAX_VALUE),
                status(data.optionalString("status")),
                allowed(data.object("allowedCommands")),
                quote == null ? null : OwnRecords.quote(quote),
                data.strings("eventIds"),
                standing == null ? null : OwnRecords.standing(standing),
                data.optionalInstant("bannedUntil"));
    }

    private static Map<Role, List<CommandName>> allowed(JsonObject json) {
        Map<Role, List<CommandName>> allowed = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            allowed.put(
                    role,
                    json.strings(role.name()).stream().map(ResultWire::command).toList());
        }
        return allowed;
    }

    private static @Nullable StatusName status(@Nullable String name) {
        StatusName status = name == null ? null : STATUSES.get(name);
        if (name != null && status == null) {
            throw new UnfitField("no status is called " + name);
        }
        return status;
    }

    private static CommandName command(String shortName) {
        CommandName command = COMMANDS.get(shortName);
        if (command == null) {
            throw new UnfitField("no command is called " + shortName);
        }
        return command;
    }

    public static byte[] write(CommandResult result) {
        return JsonText.write(json -> json.head(
                        result.id(),
                        CommandResult.TYPE_NAME,
                        OwnRecords.DECIDER,
                        result.subject(),
                        Timestamps.format(result.time()))
                .put("causationid", result.commandId())
                .trace(result.trace())
                .data(data -> data(data, result)));
    }

    private static void data(JsonText data, CommandResult result) {
        StatusName status = result.status();
        data.put("commandId", result.commandId())
                .put("commandType", result.commandType())
                .put("outcome", result.outcome())
                .put("replayed", result.replayed())
                .put("code", result.code())
                .put("message", result.message())
                .put("version", result.version())
                .put("status", status == null ? null : status.name())
                .object("allowedCommands", o -> {
                    for (Role role : Role.values()) {
                        List<CommandName> allowed = result.allowedCommands().getOrDefault(role, List.of());
                        o.strings(role.name(), allowed, CommandName::shortName);
                    }
                })
                .put("quote", result.quote())
                .strings("eventIds", result.eventIds(), Function.identity())
                .put("standing", result.standing())
                .put("bannedUntil", result.bannedUntil());
    }
}

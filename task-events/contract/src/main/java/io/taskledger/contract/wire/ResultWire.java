package io.taskledger.contract.wire;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandResult.Outcome;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.Quote;
import io.taskledger.contract.RejectionCode;
import io.taskledger.contract.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers as bytes. */
public final class ResultWire {

    private static final String SOURCE = "/taskledger/decider";

    private static final Map<String, CommandType> COMMANDS =
            Stream.of(CommandType.values()).collect(Collectors.toMap(CommandType::shortName, Function.identity()));

    private ResultWire() {}

    /** Throws {@link CorruptRecord} where the bytes are not an answer of ours. */
    public static CommandResult read(byte[] value) {
        return OwnRecords.read("the result", value, ResultWire::result);
    }

    private static CommandResult result(JsonObject json) {
        JsonObject data = json.object("data");
        JsonObject quote = data.optionalObject("quote");
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
                data.optionalOneOf("status", Status.class),
                allowed(data.object("allowedCommands")),
                quote == null ? null : OwnRecords.quote(quote),
                data.strings("eventIds"));
    }

    private static Map<Role, List<CommandType>> allowed(JsonObject json) {
        Map<Role, List<CommandType>> allowed = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            allowed.put(
                    role,
                    json.strings(role.name()).stream().map(ResultWire::command).toList());
        }
        return allowed;
    }

    private static CommandType command(String shortName) {
        CommandType command = COMMANDS.get(shortName);
        if (command == null) {
            throw new UnfitField("no command is called " + shortName);
        }
        return command;
    }

    public static byte[] write(CommandResult result) {
        return JsonText.write(json -> json.head(
                        result.id(),
                        CommandResult.TYPE_NAME,
                        SOURCE,
                        result.subject(),
                        Timestamps.format(result.time()))
                .put("causationid", result.commandId())
                .trace(result.trace())
                .data(data -> data(data, result)));
    }

    private static void data(JsonText data, CommandResult result) {
        Quote quote = result.quote();
        data.put("commandId", result.commandId())
                .put("commandType", result.commandType())
                .put("outcome", result.outcome())
                .put("replayed", result.replayed())
                .put("code", result.code())
                .put("message", result.message())
                .put("version", result.version())
                .put("status", result.status())
                .object("allowedCommands", o -> {
                    for (Role role : Role.values()) {
                        List<CommandType> allowed = result.allowedCommands().getOrDefault(role, List.of());
                        o.strings(role.name(), allowed, CommandType::shortName);
                    }
                })
                .put("quote", quote)
                .strings("eventIds", result.eventIds(), Function.identity());
    }
}

package io.taskledger.contract.wire;

import io.taskledger.contract.Identifier.ClientId;
import io.taskledger.contract.Identifier.PayeeId;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Money;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.Settlement.Account;
import io.taskledger.contract.Settlement.Cause;
import io.taskledger.contract.Settlement.Direction;
import io.taskledger.contract.Settlement.Inputs;
import io.taskledger.contract.Settlement.Leg;
import io.taskledger.contract.TaskEvent.Attribution;
import io.taskledger.contract.TaskEvent.Basis;
import io.taskledger.contract.TaskEvent.Stage;
import io.taskledger.contract.Text;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Settlements as bytes. */
public final class SettlementWire {

    private static final String SOURCE = "/taskledger/settlement";

    private SettlementWire() {}

    /** Throws {@link CorruptRecord} where the bytes are not a settlement of ours. */
    public static Settlement read(byte[] value) {
        return OwnRecords.read("the settlement", value, SettlementWire::settlement);
    }

    private static Settlement settlement(JsonObject json) {
        JsonObject data = json.object("data");
        JsonObject cause = data.object("cause");
        JsonObject inputs = data.object("inputs");
        JsonObject explanation = data.object("explanation");
        return new Settlement(
                type(json.string("type")),
                new TaskId(data.string("taskId")),
                json.instant("time"),
                OwnRecords.trace(json),
                new Cause(
                        cause.string("eventId"),
                        EventWire.type(cause.string("eventType")),
                        cause.integer("version", 1, Long.MAX_VALUE)),
                new ClientId(data.string("clientId")),
                OwnRecords.id(data, "payeeId", PayeeId::new),
                OwnRecords.quote(data),
                data.objects("legs").stream().map(SettlementWire::leg).toList(),
                new Inputs(
                        inputs.string("endedBy"),
                        inputs.optionalOneOf("basis", Basis.class),
                        inputs.optionalOneOf("stage", Stage.class),
                        (int) inputs.integer("uploads", 0, Integer.MAX_VALUE)),
                data.optionalOneOf("attributableTo", Attribution.class),
                LocalDate.parse(data.string("businessDate")),
                new Text(explanation.string("zh"), explanation.string("en")));
    }

    private static Settlement.Type type(String name) {
        return Stream.of(Settlement.Type.values())
                .filter(type -> type.typeName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnfitField("no settlement has the type " + name));
    }

    private static Leg leg(JsonObject json) {
        return new Leg(
                json.oneOf("account", Account.class),
                json.string("party"),
                json.oneOf("direction", Direction.class),
                json.integer("amountMinor", 1, Money.MAX_MINOR));
    }

    public static byte[] write(Settlement settlement) {
        return JsonText.write(json -> json.head(
                        settlement.id(),
                        settlement.type().typeName(),
                        SOURCE,
                        settlement.taskId(),
                        Timestamps.format(settlement.time()))
                .put("causationid", settlement.cause().eventId())
                .trace(settlement.trace())
                .data(data -> data(data, settlement)));
    }

    private static void data(JsonText data, Settlement settlement) {
        Cause cause = settlement.cause();
        Inputs inputs = settlement.inputs();
        data.put("settlementId", settlement.id())
                .put("taskId", settlement.taskId())
                .object(
                        "cause",
                        o -> o.put("eventId", cause.eventId())
                                .put("eventType", cause.eventType().typeName())
                                .put("version", cause.version()))
                .put("clientId", settlement.clientId())
                .put("payeeId", settlement.payeeId())
                .put("amountMinor", settlement.quote().total().amountMinor())
                .put("currency", settlement.quote().total().currency().getCurrencyCode())
                .put("toCreatorMinor", settlement.quote().toCreatorMinor())
                .put("toClientMinor", settlement.quote().toClientMinor())
                .objects(
                        "legs",
                        settlement.legs(),
                        (o, leg) -> o.put("account", leg.account())
                                .put("party", leg.party())
                                .put("direction", leg.direction())
                                .put("amountMinor", leg.amountMinor()))
                .put("rateBp", settlement.quote().rateBp())
                .put("rule", settlement.quote().rule())
                .put("policy", settlement.quote().policy())
                .object(
                        "inputs",
                        o -> o.put("endedBy", inputs.endedBy())
                                .put("basis", inputs.basis())
                                .put("stage", inputs.stage())
                                .put("uploads", inputs.uploads()))
                .put("attributableTo", settlement.attributableTo())
                .put("businessDate", settlement.businessDate().toString())
                .put("explanation", settlement.explanation());
    }
}

package io.taskledger.audit;

import static io.taskledger.audit.Invariant.ABORTED;
import static io.taskledger.audit.Invariant.CAUSES;
import static io.taskledger.audit.Invariant.MONEY;
import static io.taskledger.audit.Invariant.SETTLED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.audit.Findings.About;
import io.taskledger.audit.Findings.Offender;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settlements of one task: one where it has ended, none where it has not, and what it says. */
final class Settlements {

    /** Where a day begins for the books (D25). */
    private static final ZoneId BOOKS = ZoneId.of("Asia/Shanghai");

    private final Partition here;
    private final History<Life> history;
    private final Set<String> abortedEvents;
    private @Nullable Json first;

    Settlements(Partition here, History<Life> history, Set<String> abortedEvents) {
        this.here = here;
        this.history = history;
        this.abortedEvents = abortedEvents;
    }

    /** What the view has to show; null where nothing was settled. */
    @Nullable
    Json first() {
        return first;
    }

    void add(Entry entry) {
        here.findings().checked(SETTLED);
        here.findings().checked(MONEY);
        here.findings().checked(CAUSES);
        About about = here.findings().about(entry);
        Json json = Json.parse(entry.value());
        if (json == null || entry.key() == null) {
            about.that(SETTLED, false, "the settlement cannot be read");
            return;
        }
        String taskId = new String(entry.key(), UTF_8);
        about.that(SETTLED, here.isHome(entry), "not on its key's partition");
        about.that(SETTLED, first == null, "a second settlement of one task");
        about.same(SETTLED, "id", json.text("id"), Ids.settlement(taskId));
        about.same(SETTLED, "subject", json.text("subject"), taskId);
        Json data = json.at("data");
        about.same(SETTLED, "settlementId", data.text("settlementId"), Ids.settlement(taskId));
        about.same(SETTLED, "taskId", data.text("taskId"), taskId);
        Quote quote = Quote.read(data);
        about.that(MONEY, quote != null && quote.addsUp(), "the shares do not add up: " + quote);
        if (quote != null) {
            here.shared().money().settlement(quote);
            legs(data, quote, about);
        }
        cause(entry, json, about);
        first = first == null ? json : first;
    }

    private void cause(Entry entry, Json json, About about) {
        Json cause = json.at("data").at("cause");
        String eventId = String.valueOf(cause.text("eventId"));
        about.same(CAUSES, "causationid", json.text("causationid"), eventId);
        Happened event = history.event(eventId);
        if (event == null) {
            Invariant broken = abortedEvents.contains(eventId) ? ABORTED : CAUSES;
            about.that(broken, false, "the event " + eventId + " that it settles is not there");
        } else {
            here.output().matched(event.entry().offset(), entry.offset());
            about.that(CAUSES, event.isTerminal(), "settles a " + event.type() + ", which ends nothing");
            about.same(CAUSES, "cause.eventType", cause.text("eventType"), "taskledger." + event.type() + ".v1");
            about.same(CAUSES, "cause.version", cause.number("version"), event.sequence());
        }
        Happened end = history.now().end;
        about.that(SETTLED, end != null, "settled, but the task has not ended");
        if (end != null) {
            about.same(CAUSES, "cause.eventId", eventId, end.id());
            asItsEventSays(json, end, about);
        }
    }

    private static void asItsEventSays(Json json, Happened end, About about) {
        Json data = json.at("data");
        Json said = end.data();
        Json inputs = data.at("inputs");
        boolean completed = end.type().equals("TaskCompleted");
        Quote quote = Quote.read(said.at("quote"));
        about.same(SETTLED, "amounts, rule and policy", Quote.read(data), quote);
        String type = completed
                ? "PayoutDue"
                : quote != null && quote.toCreatorMinor() > 0 ? "CompensationDue" : "NothingDue";
        about.same(SETTLED, "type", json.text("type"), "taskledger." + type + ".v1");
        about.same(SETTLED, "clientId", data.text("clientId"), said.text("clientId"));
        about.same(SETTLED, "payeeId", data.text("payeeId"), said.text("payeeId"));
        about.same(SETTLED, "inputs.endedBy", inputs.text("endedBy"), completed ? "COMPLETED" : said.text("cause"));
        about.same(SETTLED, "inputs.basis", inputs.text("basis"), said.text("basis"));
        about.same(SETTLED, "inputs.stage", inputs.text("stage"), said.text("stage"));
        about.same(SETTLED, "inputs.uploads", inputs.number("uploads"), said.number("uploads"));
        about.same(SETTLED, "attributableTo", data.text("attributableTo"), said.text("attributableTo"));
        about.same(SETTLED, "time", json.time("time"), end.timeMs());
        String date =
                Instant.ofEpochMilli(end.timeMs()).atZone(BOOKS).toLocalDate().toString();
        about.same(SETTLED, "businessDate", data.text("businessDate"), date);
        about.same(
                SETTLED, "correlationid", json.text("correlationid"), end.json().text("correlationid"));
        Json why = data.at("explanation");
        about.that(SETTLED, why.text("zh") != null && why.text("en") != null, "the explanation is missing");
    }

    /** The client's hold is let go, to the payee and back to the client; no leg is zero. */
    private static void legs(Json data, Quote quote, About about) {
        List<String> due = new ArrayList<>();
        due.add("CLIENT_HOLD " + data.text("clientId") + " DEBIT " + quote.amountMinor());
        if (quote.toCreatorMinor() != 0) {
            due.add("CREATOR_PAYABLE " + data.text("payeeId") + " CREDIT " + quote.toCreatorMinor());
        }
        if (quote.toClientMinor() != 0) {
            due.add("CLIENT_REFUND " + data.text("clientId") + " CREDIT " + quote.toClientMinor());
        }
        List<String> legs = data.list("legs").stream()
                .map(leg -> leg.text("account") + " " + leg.text("party") + " " + leg.text("direction") + " "
                        + leg.number("amountMinor"))
                .sorted()
                .toList();
        about.same(MONEY, "legs", legs, due.stream().sorted().toList());
    }

    void close() {
        Happened end = history.now().end;
        if (end != null && first == null) {
            here.output()
                    .missing(
                            SETTLED,
                            end.entry().offset(),
                            new Offender(end.entry().place(), end.subject(), "ended, but not settled"));
        }
    }
}

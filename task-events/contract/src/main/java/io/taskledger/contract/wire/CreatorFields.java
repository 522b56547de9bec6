package io.taskledger.contract.wire;

import io.taskledger.contract.Application;
import io.taskledger.contract.Audience;
import io.taskledger.contract.CreatorKind;
import io.taskledger.contract.Findings;
import io.taskledger.contract.Findings.Finding;
import io.taskledger.contract.Identifier.CaseRef;
import io.taskledger.contract.Reason;

/** What a command to a creator says and its event says again, in the same fields. */
final class CreatorFields {

    private CreatorFields() {}

    static Application application(JsonObject data) {
        CreatorKind kind = data.oneOf("kind", CreatorKind.class);
        String accountName = data.text("accountName", Application.MAX_NAME);
        return new Application(kind, accountName, data.integer("followers", 0, Audience.MAX_COUNT));
    }

    static void put(JsonText data, Application application) {
        data.put("kind", application.kind())
                .put("accountName", application.accountName())
                .put("followers", application.followers());
    }

    static Findings findings(JsonObject data) {
        return new Findings(
                new CaseRef(data.string("caseRef")),
                data.allOf("findings", Finding.class),
                data.optionalText("reason", Reason.MAX_TEXT));
    }

    static void put(JsonText data, Findings findings) {
        data.put("caseRef", findings.caseRef())
                .strings("findings", findings.wrong(), Finding::name)
                .put("reason", findings.reason());
    }

    static Audience audience(JsonObject data) {
        return new Audience(
                data.integer("followers", 0, Audience.MAX_COUNT),
                data.integer("averagePlays", 0, Audience.MAX_COUNT),
                data.strictInstant("asOf"));
    }

    static void put(JsonText data, Audience audience) {
        data.put("followers", audience.followers())
                .put("averagePlays", audience.averagePlays())
                .put("asOf", audience.asOf());
    }
}

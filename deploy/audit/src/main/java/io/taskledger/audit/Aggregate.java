package io.taskledger.audit;

import java.util.List;
import java.util.Map;

/** What lives under one key: asked by commands, answered by results, and made of events. */
enum Aggregate {
    TASK(Topics.COMMANDS, Topics.RESULTS, Topics.DEAD_LETTERS, Topics.EVENTS, ""),
    CREATOR(
            Topics.CREATOR_COMMANDS,
            Topics.CREATOR_RESULTS,
            Topics.CREATOR_DEAD_LETTERS,
            Topics.CREATOR_EVENTS,
            "creator/");

    /** The commands' types, and which further fields of data are known: the contract's table. */
    private static final Map<String, List<String>> OF_TASKS = Map.ofEntries(
            Map.entry("PublishTask", List.of("kind", "amountMinor", "currency", "creatorId", "campaignId", "policy")),
            Map.entry("AcceptTask", List.of("creatorId", "payeeId")),
            Map.entry("DeclineTask", List.of()),
            Map.entry("StartProduction", List.of()),
            Map.entry("ConfirmCancellation", List.of()),
            Map.entry("WithdrawCancellation", List.of()),
            Map.entry("CompleteTask", List.of()),
            Map.entry("ExpireTask", List.of()),
            Map.entry("ExpireCancellation", List.of()),
            Map.entry("RemindCancellation", List.of()),
            Map.entry("WithdrawTask", List.of("reasonCode", "reason")),
            Map.entry("RequestCancellation", List.of("reasonCode", "reason")),
            Map.entry("UploadVideo", List.of("assetId")),
            Map.entry("RefuseCancellation", List.of("reason")),
            Map.entry("ResolveCancellation", List.of("outcome", "rateBp", "caseRef")));

    private static final Map<String, List<String>> OF_CREATORS = Map.ofEntries(
            Map.entry("ApplyForOnboarding", List.of("kind", "accountName", "followers")),
            Map.entry("ApproveOnboarding", List.of("caseRef")),
            Map.entry("RejectOnboarding", List.of("caseRef", "findings", "reason")),
            Map.entry("JoinMcn", List.of("mcnId")),
            Map.entry("LeaveMcn", List.of()),
            Map.entry("RecordViolation", List.of("violationId", "evidenceRef")),
            Map.entry("OverturnViolation", List.of("violationId", "caseRef")),
            Map.entry("LiftExpiredBan", List.of()),
            Map.entry("ReportAudience", List.of("followers", "averagePlays", "asOf")));

    final Topics commands;
    final Topics results;
    final Topics deadLetters;
    final Topics events;

    /** A task and a creator may have the same id. */
    private final String idPrefix;

    Aggregate(Topics commands, Topics results, Topics deadLetters, Topics events, String idPrefix) {
        this.commands = commands;
        this.results = results;
        this.deadLetters = deadLetters;
        this.events = events;
        this.idPrefix = idPrefix;
    }

    Map<String, List<String>> commandFields() {
        return this == TASK ? OF_TASKS : OF_CREATORS;
    }

    String eventId(String subject, long sequence) {
        return Ids.event(idPrefix + subject, sequence);
    }
}

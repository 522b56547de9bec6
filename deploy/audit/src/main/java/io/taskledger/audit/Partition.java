package io.taskledger.audit;

/**
 * One partition of all topics while it is audited, with what its tasks share.
 *
 * @param commandsTopicId empty where it is not known
 * @param commandsStart   below it retention has deleted
 * @param forgets         commands or results were deleted: what was said first to a repeat may be gone
 * @param caused          commands and their events
 * @param answers         commands and their results or dead letters
 * @param settled         terminal events and their settlements
 * @param notified        events and their notifications
 */
record Partition(
        int number,
        int partitions,
        String commandsTopicId,
        long commandsStart,
        boolean forgets,
        Findings findings,
        Pairing caused,
        Pairing answers,
        Pairing settled,
        Pairing notified,
        DeadLetters deadLetters,
        Strays strays,
        Money money) {

    static Partition of(Log log, int number, boolean live, Findings findings, Auditor.Shared shared) {
        boolean commands = log.extent(Topics.COMMANDS, number).start() > 0;
        boolean results = log.extent(Topics.RESULTS, number).start() > 0;
        boolean notifications = log.extent(Topics.NOTIFICATIONS, number).start() > 0;
        return new Partition(
                number,
                log.partitions(),
                log.commandsTopicId(),
                log.extent(Topics.COMMANDS, number).start(),
                commands || results,
                findings,
                new Pairing(findings, commands, false, live),
                new Pairing(findings, commands, results, live),
                new Pairing(findings, false, false, live),
                new Pairing(findings, false, notifications, live),
                shared.deadLetters(),
                shared.strays(),
                shared.money());
    }

    boolean isHome(Entry entry) {
        return home(entry) == number;
    }

    /** Where its key belongs; −1 where it has none. */
    int home(Entry entry) {
        return entry.key() == null ? -1 : Ids.partition(entry.key(), partitions);
    }

    /** But for the answers, which strays may still belong to. */
    void close() {
        caused.close();
        settled.close();
        notified.close();
    }
}

package io.taskledger.audit;

/**
 * One partition of an aggregate's topics while it is audited, with what its tasks or creators share.
 *
 * @param commandsTopicId empty where it is not known
 * @param commandsStart   below it retention has deleted
 * @param forgets         commands or results were deleted: what was said first to a repeat may be gone
 * @param caused          commands and their events
 * @param answers         commands and their results or dead letters
 * @param output          terminal events and their settlements; creators' events and their standings
 * @param notified        events and their notifications
 * @param compaction      of creators' standings
 */
record Partition(
        Aggregate of,
        int number,
        int partitions,
        String commandsTopicId,
        long commandsStart,
        boolean forgets,
        Findings findings,
        Pairing caused,
        Pairing answers,
        Pairing output,
        Pairing notified,
        Compaction compaction,
        Shared shared) {

    static Partition of(Log log, int number, boolean live, Findings findings, Compaction compaction, Shared shared) {
        Aggregate of = shared.of();
        boolean commands = log.extent(of.commands, number).start() > 0;
        boolean results = log.extent(of.results, number).start() > 0;
        boolean notifications = log.extent(Topics.NOTIFICATIONS, number).start() > 0;
        Pairing answers = new Pairing(findings, commands, results, live);
        shared.answers().add(answers);
        return new Partition(
                of,
                number,
                log.partitions(),
                log.topicId(of.commands),
                log.extent(of.commands, number).start(),
                commands || results,
                findings,
                new Pairing(findings, commands, false, live),
                answers,
                new Pairing(findings, false, false, live),
                new Pairing(findings, false, notifications, live),
                compaction,
                shared);
    }

    boolean isHome(Entry entry) {
        return home(entry) == number;
    }

    /** Where its key belongs; −1 where it has none. */
    int home(Entry entry) {
        return entry.key() == null ? -1 : Ids.partition(entry.key(), partitions);
    }

    DeadLetters deadLetters() {
        return shared.deadLetters();
    }

    Strays strays() {
        return shared.strays();
    }

    /** But for the answers, which strays may still belong to. */
    void close() {
        caused.close();
        output.close();
        notified.close();
        strays().close(number, answers);
    }
}

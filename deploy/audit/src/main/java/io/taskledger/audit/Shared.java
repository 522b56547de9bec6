package io.taskledger.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all partitions of an aggregate's topics share.
 *
 * @param answers commands and their results, of each partition
 * @param sights  null where there are no creators
 */
record Shared(
        Aggregate of,
        DeadLetters deadLetters,
        Strays strays,
        List<Pairing> answers,
        Money money,
        @Nullable Sights sights) {

    static Shared of(Aggregate of, Log log, Findings findings, Money money, @Nullable Sights sights)
            throws IOException {
        DeadLetters deadLetters = new DeadLetters(of, findings);
        deadLetters.read(log);
        return new Shared(of, deadLetters, new Strays(of, findings), new ArrayList<>(), money, sights);
    }

    /** Once all partitions are read. */
    void close(Log log) {
        strays.close(answers, log);
        answers.forEach(Pairing::close);
        deadLetters.close(log);
    }
}

package io.taskledger.audit;

import static io.taskledger.audit.Invariant.MONEY;
import static io.taskledger.audit.Invariant.SETTLED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.audit.Findings.Offender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line of a dump that was tampered with is found, by name. */
final class DumpTest {

    private final World world = World.clean();
    private final Entry settlement = world.find(Topics.SETTLEMENTS, "task-1\"");
    private final Entry end = world.find(Topics.EVENTS, "task-1\"", "TaskCancelled");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path dump;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        dump = directory.resolve("dump.jsonl");
        DumpLog.write(world, dump);
        lines.addAll(Files.readAllLines(dump, UTF_8));
    }

    @Test
    void as_it_was_written_it_holds() throws Exception {
        assertThat(Audit.run("--from", dump.toString())).isZero();
    }

    @Test
    void a_settlement_that_was_removed() throws Exception {
        lines.remove(line());
        assertFound(SETTLED, end.place());
        assertFound(MONEY, "all");
    }

    @Test
    void an_amount_that_was_altered() throws Exception {
        String altered = lines.get(line()).replace("toCreatorMinor\\\":5001", "toCreatorMinor\\\":5002");
        assertThat(lines.set(line(), altered)).isNotEqualTo(altered);
        assertFound(MONEY, settlement.place());
        assertFound(SETTLED, settlement.place());
    }

    @Test
    void a_settlement_that_was_copied() throws Exception {
        lines.add(line(), lines.get(line()));
        assertFound(SETTLED, settlement.place());
        assertFound(MONEY, "all");
    }

    /** Where the settlement stands. */
    private int line() {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("\"settlement.events\"")
                        && lines.get(i).contains(Ids.settlement("task-1")))
                .findFirst()
                .orElseThrow();
    }

    private void assertFound(Invariant invariant, String record) throws IOException, InterruptedException {
        Files.write(dump, lines, UTF_8);
        try (DumpLog log = new DumpLog(dump)) {
            Auditor auditor = new Auditor(log, false, Creators.REVIEWED, null, (p, ps, r, t, v) -> {});
            assertThat(auditor.run().findings().of(invariant).first())
                    .extracting(Offender::record)
                    .contains(record);
        }
        assertThat(Audit.run("--from", dump.toString())).isEqualTo(1);
    }
}

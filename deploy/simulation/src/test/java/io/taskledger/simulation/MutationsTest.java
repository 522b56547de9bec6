package io.taskledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds bugs: each that is planted, and none where there is none. */
final class MutationsTest {

    /** Most are found within a handful. */
    private static final int MOST = 3_000;

    private static final int BATCH = 50;

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void every_planted_bug_is_found(Mutation mutation) throws Exception {
        String file = mutation.file();
        MutatedCode code = file == null ? new MutatedCode() : MutatedCode.of(file, mutation.source(file));
        OptionalLong found = firstFailing(code, mutation.fault(), MOST);
        assertThat(found).as(mutation.sentence()).isPresent();
        System.out.printf("%,6d histories: %s%n", found.getAsLong(), mutation);
    }

    static List<Mutation> mutations() throws IOException {
        return Mutation.all();
    }

    @Test
    void nothing_is_found_where_nothing_is_planted() throws Exception {
        String file = "task-events/contract/src/main/java/io/taskledger/contract/Quote.java";
        Mutation none = new Mutation("nothing", file, List.of(), null);
        assertThat(firstFailing(MutatedCode.of(file, none.source(file)), null, 300))
                .isEmpty();
    }

    @Test
    void a_bug_that_can_no_longer_be_planted_is_named() {
        String file = "task-events/contract/src/main/java/io/taskledger/contract/Quote.java";
        Mutation old = new Mutation("old", file, List.of(new Mutation.Change("no such text", "")), null);
        assertThatThrownBy(() -> old.source(file))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no longer applies: change it");
    }

    /** The simulation itself runs in the mutated world, too: it knows nothing of ours but by name. */
    private static OptionalLong firstFailing(MutatedCode code, @Nullable String fault, int most) throws Exception {
        Class<?> type = code.loadClass("io.taskledger.simulation.Histories");
        Object histories = type.getMethod("with", String.class).invoke(null, fault);
        Method play = type.getMethod("firstFailing", long.class, long.class, LongConsumer.class);
        LongConsumer silent = done -> {};
        for (long first = 1; first <= most; first += BATCH) {
            OptionalLong found = (OptionalLong) play.invoke(histories, first, (long) BATCH, silent);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }
}

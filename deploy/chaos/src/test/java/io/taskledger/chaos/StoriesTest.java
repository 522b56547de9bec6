package io.taskledger.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.chaos.Story.Line;
import io.taskledger.contract.CommandName;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.Identifier.CommandId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StoriesTest {

    @Test
    void creators_are_sent_every_command_but_the_timers() {
        Set<CreatorCommandType> all = EnumSet.complementOf(EnumSet.of(CreatorCommandType.LIFT_EXPIRED_BAN));
        assertThat(sent(StoriesTest::ofCreator)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void tasks_are_accepted_and_come_to_an_operator_too() {
        assertThat(sent(StoriesTest::ofTask)).contains(CommandType.ACCEPT_TASK, CommandType.RESOLVE_CANCELLATION);
    }

    @Test
    void the_same_seed_gives_the_same_story() {
        assertThat(names(ofCreator(7))).isEqualTo(names(ofCreator(7)));
        assertThat(names(ofTask(7))).isEqualTo(names(ofTask(7)));
    }

    private static Story ofCreator(long seed) {
        return CreatorStory.of("creator-1", new Random(seed));
    }

    private static Story ofTask(long seed) {
        return TaskStory.of("task-1", "creator-1", new Random(seed));
    }

    private static Set<CommandName> sent(LongFunction<Story> stories) {
        return LongStream.range(0, 500)
                .mapToObj(seed -> names(stories.apply(seed)))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    private static List<CommandName> names(Story story) {
        return story.steps().stream()
                .flatMap(List::stream)
                .map(StoriesTest::name)
                .toList();
    }

    private static CommandName name(Line line) {
        return line.under(new CommandId("c-1")).type();
    }
}

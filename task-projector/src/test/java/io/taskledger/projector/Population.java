package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Settlement;
import io.taskledger.projector.view.Lives;
import io.taskledger.projector.view.TaskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** Many tasks, as they stand and as they were settled; and in the view the same. */
record Population(List<TaskView> tasks, List<Settlement> settlements) {

    /** Names of tasks, clients and so on begin with the prefix. */
    static Population live(SharedProjector shared, String prefix, int size)
            throws InterruptedException, ExecutionException {
        Lives lives = new Lives(new Random(size), prefix);
        Population population = new Population(new ArrayList<>(), new ArrayList<>());
        List<EventEnvelope> log = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<EventEnvelope> life = lives.of(prefix + "task-" + i);
            TaskView task = null;
            for (EventEnvelope event : life) {
                task = TaskView.fold(task, event);
            }
            log.addAll(life);
            population.tasks.add(Objects.requireNonNull(task));
            if (task.endedAt() != null) {
                population.settlements.add(Lives.settlement(life.getLast()));
            }
        }
        shared.logs().append(log);
        shared.logs().appendAll(population.settlements);
        population.tasks.forEach(task -> await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    var shown = shared.projector().json("/tasks/" + task.taskId() + "?minVersion=" + task.version());
                    assertThat(shown.path("version").asLong()).isEqualTo(task.version());
                    assertThat(shown.has("settlement")).isEqualTo(task.endedAt() != null);
                }));
        return population;
    }
}

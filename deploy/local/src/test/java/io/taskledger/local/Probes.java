package io.taskledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Audience;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommand.ReportAudience;
import io.taskledger.contract.Identifier.AssetId;
import io.taskledger.contract.TaskCommand.UploadVideo;
import io.taskledger.contract.topics.KeyPartition;
import io.taskledger.contract.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Good commands amid hostile ones, to each partition of tasks and of creators, and how long the slowest answer took. */
final class Probes implements AutoCloseable {

    private final Client client;
    private final List<Callable<CommandResult>> questions = new ArrayList<>();
    private int answered;
    private Duration longest = Duration.ZERO;

    Probes(String bootstrapServers) throws InterruptedException {
        client = new Client(bootstrapServers);
        for (String id : oneOnEachPartition()) {
            Play task = new Play(client, id).uploaded();
            // What was uploaded already is accepted, and is no event.
            questions.add(() -> task.ask(Play.CREATOR, new UploadVideo(new AssetId("a-1"))));
            CreatorPlay creator = new CreatorPlay(client, id, "probe").onboarded();
            questions.add(
                    () -> creator.ask(Play.OPERATOR, new ReportAudience(new Audience(12_000, 9_000, Instant.EPOCH))));
        }
    }

    private static Collection<String> oneOnEachPartition() {
        TreeMap<Integer, String> ids = new TreeMap<>();
        for (int i = 0; ids.size() < Topic.DEFAULT_PARTITIONS; i++) {
            String id = "good-" + i;
            ids.putIfAbsent(KeyPartition.of(id.getBytes(UTF_8), Topic.DEFAULT_PARTITIONS), id);
        }
        return ids.values();
    }

    /** Throws where one is refused, or is not answered within the client's patience of a minute. */
    void ask() throws InterruptedException, ExecutionException {
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Duration> waited :
                    together.invokeAll(questions.stream().map(Probes::timed).toList())) {
                longest = waited.get().compareTo(longest) > 0 ? waited.get() : longest;
                answered++;
            }
        }
    }

    private static Callable<Duration> timed(Callable<CommandResult> question) {
        return () -> {
            long askedAt = System.nanoTime();
            Play.accept(question.call());
            return Duration.ofNanos(System.nanoTime() - askedAt);
        };
    }

    int answered() {
        return answered;
    }

    Duration longest() {
        return longest;
    }

    @Override
    public void close() {
        client.close();
    }
}

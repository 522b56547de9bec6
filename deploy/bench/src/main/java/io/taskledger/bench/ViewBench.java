package io.taskledger.bench;

import io.taskledger.local.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The current-task view: catching up, single tasks while events come in, lists over many tasks. */
final class ViewBench {

    private static final int READS_PER_SECOND = 1_000;
    private static final int EVENTS_PER_SECOND = 2_000;

    /** One task is alive for so many events that are sent: of a million, few of a task meet in one batch; of fewer, many do. */
    private static final int EVENTS_BETWEEN = 20;

    /** Nothing takes so long that goes on at all. */
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(100);

    /** How much is measured. */
    private record Scale(int events, Duration warmUp, Duration reads, int tasks, int pages) {}

    private static final Scale SHORT = new Scale(80_000, Duration.ofSeconds(3), Duration.ofSeconds(5), 40_000, 30);
    private static final Scale FULL =
            new Scale(1_000_000, Duration.ofSeconds(60), Duration.ofSeconds(60), 1_000_000, 400);

    private final Machine machine;
    private final Scale scale;
    private final Lives lives;

    private ViewBench(Machine machine, Scale scale) {
        this.machine = machine;
        this.scale = scale;
        this.lives = new Lives(scale.events / EVENTS_BETWEEN);
    }

    static void run(Path root, boolean shortly, Path file) throws Exception {
        Path data = Files.createTempDirectory("taskledger-bench");
        try (Processes processes = new Processes(root, data);
                Machine machine = new Machine(processes)) {
            Runtime.getRuntime().addShutdownHook(new Thread(machine::close, "stop the view"));
            Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop everything"));
            Map<String, Object> figures = new ViewBench(machine, shortly ? SHORT : FULL).run();
            Figures.write(file, Figures.settings(machine), figures);
            System.out.println("Written to " + root.relativize(file.toAbsolutePath()));
        }
        Directories.delete(data);
    }

    private Map<String, Object> run() throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        machine.createTopics();
        try (KafkaProducer<byte[], byte[]> producer = machine.producer()) {
            figures.put("catchUp", catchUp(producer));
            // What catching up has left behind is not what is measured.
            machine.execute("vacuum analyze;\ncheckpoint;\n");
            try (Asking asking = new Asking(machine.http(), machine.token())) {
                figures.put("singleTasks", singleTasks(producer, asking));
            }
            try (Asking asking = new Asking(machine.http(), machine.token())) {
                figures.put("lists", lists(asking));
            }
        }
        return figures;
    }

    private static void requireMoving(long movedAtNanos) {
        if (System.nanoTime() - movedAtNanos > STANDSTILL.toNanos()) {
            throw new IllegalStateException("The projector stands still; its log is kept.");
        }
    }

    /** From the first record applied to the last, the compiler's warm-up included. */
    private Map<String, Object> catchUp(KafkaProducer<byte[], byte[]> producer)
            throws InterruptedException, IOException {
        List<ProducerRecord<byte[], byte[]>> creators = Lives.creators();
        int all = creators.size() + scale.events;
        System.out.printf("Sending %,d records …%n", all);
        for (ProducerRecord<byte[], byte[]> creator : creators) {
            var unused = producer.send(creator);
        }
        for (int i = 0; i < scale.events; i++) {
            send(producer);
        }
        producer.flush();
        machine.startProjector();
        for (long at = System.nanoTime(); machine.applied() == 0; Thread.sleep(LOOK)) {
            requireMoving(at);
        }
        Map<String, Duration> cpuBefore = machine.cpu();
        long before = machine.applied();
        long begin = System.nanoTime();
        for (long last = before, at = begin; last < all; last = machine.applied()) {
            Thread.sleep(LOOK);
            if (machine.applied() > last) {
                at = System.nanoTime();
            } else {
                requireMoving(at);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long records = all - before;
        long events = Long.parseLong(String.valueOf(
                machine.ask("select sum(next_offset) from view_1.source_offset where topic = 'task.events'")));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("events", events);
        figures.put("settlements", scale.events - events);
        figures.put("creators", creators.size() / 2);
        figures.put("eventsPerSecond", Math.round(records / seconds * events / all));
        figures.put("recordsPerSecond", Math.round(records / seconds));
        machine.cpu()
                .forEach((name, cpu) -> figures.put(
                        name + "CpuMicrosPerRecord",
                        Math.round(cpu.minus(Objects.requireNonNull(cpuBefore.get(name)))
                                        .toNanos()
                                / 1e3
                                / records)));
        machine.awaitProjector();
        return Figures.show("catching up", figures);
    }

    private Map<String, Object> lists(Asking asking) throws IOException, SQLException {
        Lists lists = new Lists(machine, asking, scale.pages);
        lists.fillUpTo(scale.tasks);
        return lists.measure();
    }

    /** Since then, by each process. */
    private Map<String, Duration> used(Map<String, Duration> before) throws IOException {
        Map<String, Duration> used = new TreeMap<>();
        machine.cpu().forEach((name, cpu) -> used.put(name, cpu.minus(Objects.requireNonNull(before.get(name)))));
        return used;
    }

    private Map<String, Object> singleTasks(KafkaProducer<byte[], byte[]> producer, Asking asking)
            throws InterruptedException, IOException {
        Random random = new Random(1);
        List<String> known = new ArrayList<>();
        for (int i = 0; i < lives.begun(); i++) {
            known.add("/tasks/" + lives.begun(i));
        }
        AtomicBoolean sending = new AtomicBoolean(true);
        Thread events = Thread.ofPlatform().name("events").start(() -> send(producer, sending));
        asking.steadily(READS_PER_SECOND, scale.warmUp, i -> known.get(random.nextInt(known.size())));
        Map<String, Duration> cpuBefore = machine.cpu();
        Latencies reads = asking.steadily(READS_PER_SECOND, scale.reads, i -> known.get(random.nextInt(known.size())));
        sending.set(false);
        events.join();
        Map<String, Object> figures = reads.json();
        used(cpuBefore)
                .forEach((name, cpu) -> figures.put(
                        name + "CpuPercentOfACore", Math.round(100.0 * cpu.toMillis() / scale.reads.toMillis())));
        return Figures.show("single tasks, 1,000/s, while 2,000 events/s come in", figures);
    }

    private void send(KafkaProducer<byte[], byte[]> producer, AtomicBoolean sending) {
        Pace pace = Pace.ofNow(EVENTS_PER_SECOND);
        for (long sent = 0; sending.get(); sent++) {
            var unused = pace.await(sent);
            send(producer);
        }
    }

    /** One that is missing stops the projector, which is noticed. */
    private void send(KafkaProducer<byte[], byte[]> producer) {
        var unused = producer.send(lives.next());
    }
}

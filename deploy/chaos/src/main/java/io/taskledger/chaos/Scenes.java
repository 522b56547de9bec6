package io.taskledger.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.jspecify.annotations.Nullable;

/** Those scenarios that are more than a plan. Each returns when it is undone. */
final class Scenes {

    private static final Duration BUSY = Duration.ofSeconds(20);

    /** Several times as long as brokers remember an idle producer in that scenario. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration DISK_IS_FULL = Duration.ofSeconds(45);
    private static final int BLOCK_BYTES = 64 * 1024;

    /** What one producer id has. */
    private static final long EPOCHS = 32_767;

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Chronicle chronicle;
    private final Load load;

    Scenes(Cluster cluster, Chronicle chronicle, Load load) {
        this.cluster = cluster;
        this.chronicle = chronicle;
        this.load = load;
    }

    void idle() throws InterruptedException {
        Thread.sleep(BUSY);
        chronicle.say("nobody sends anything for " + SILENCE.toSeconds() + " s");
        load.pause();
        Thread.sleep(SILENCE);
        chronicle.say("commands again");
        load.resume();
        Thread.sleep(BUSY);
    }

    /** A file beside the broker's logs takes all that is left. */
    void diskFull() throws InterruptedException, IOException {
        Thread.sleep(BUSY);
        Path ballast = cluster.smallDisk().resolve("ballast");
        chronicle.say("the disk of kafka-1 is full for " + DISK_IS_FULL.toSeconds() + " s");
        long giveUpAt = System.nanoTime() + DISK_IS_FULL.toNanos();
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (System.nanoTime() < giveUpAt) {
                fill(out);
                // What the broker deletes or gives back is taken, too.
                Thread.sleep(100);
            }
        }
        Files.delete(ballast);
        chronicle.say("there is room again");
        Thread.sleep(BUSY);
    }

    private static void fill(OutputStream out) {
        byte[] block = new byte[BLOCK_BYTES];
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full.
        }
    }

    /** Counted by the epochs that the brokers tell; each transaction takes one, and who has none left gets another id. */
    void epochs(long transactions, Duration patience) throws InterruptedException, ExecutionException {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        Map<String, Long> passed = new HashMap<>();
        Map<String, TransactionDescription> last = new TreeMap<>();
        try (Admin admin = cluster.admin()) {
            for (long most = 0; most < transactions; ) {
                if (System.nanoTime() > giveUpAt) {
                    throw new IllegalStateException("Only " + most + " transactions of one producer within "
                            + patience.toMinutes() + " minutes");
                }
                Thread.sleep(LOOK);
                List<String> ids = admin.listTransactions().all().get().stream()
                        .map(TransactionListing::transactionalId)
                        .filter(id -> id.startsWith("taskledger-decider"))
                        .toList();
                admin.describeTransactions(ids).all().get().forEach((id, now) -> {
                    passed.merge(id, epochs(last.put(id, now), now), Long::sum);
                });
                most = passed.values().stream().mapToLong(Long::longValue).max().orElse(0);
                chronicle.say("transactions of one producer: " + most);
            }
        }
    }

    private static long epochs(@Nullable TransactionDescription before, TransactionDescription now) {
        int since = before == null ? 0 : before.producerEpoch();
        boolean another = before != null && before.producerId() != now.producerId();
        return (another ? EPOCHS : 0) + now.producerEpoch() - since;
    }
}

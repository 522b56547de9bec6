package io.taskledger.bench;

import io.taskledger.broker.FreePorts;
import io.taskledger.broker.NewTopics;
import io.taskledger.contract.topics.Topic;
import io.taskledger.local.Commands;
import io.taskledger.local.ServiceProcess;
import io.taskledger.local.Stack.Service;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, and what is started beside it: processes of their own, each with its log. */
final class Processes implements Closeable {

    static final List<String> BROKER_FLAGS = List.of("-Xmx1g");

    private static final short ONE_BROKER = 1;

    private final Path root;
    private final Path data;
    private final int kafkaPort = FreePorts.take();
    private final ServiceProcess broker;
    private final List<ServiceProcess> started = new ArrayList<>();

    Processes(Path root, Path data) {
        this.root = root;
        this.data = data;
        broker = ServiceProcess.start(
                "kafka", log("kafka"), Commands.broker(BROKER_FLAGS, data.resolve("kafka"), kafkaPort, Map.of()));
    }

    ServiceProcess broker() {
        return broker;
    }

    Path data() {
        return data;
    }

    String bootstrap() {
        return "127.0.0.1:" + kafkaPort;
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    /** All of the contract's. */
    void createTopics(int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            NewTopics.create(
                    admin,
                    Arrays.stream(Topic.values())
                            .map(topic -> topic.create(partitions, ONE_BROKER))
                            .toList());
        }
    }

    KafkaProducer<byte[], byte[]> producer(int lingerMs) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "acks", "all", "linger.ms", lingerMs),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** What was built of a service. */
    Path jar(Service service) {
        return service.jar(root);
    }

    /** A service, from that jar. */
    ServiceProcess startJar(String name, Path jar, List<String> flags, List<String> options) {
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(Commands.run(jar));
        arguments.addAll(List.of(
                "--spring.kafka.bootstrap-servers=" + bootstrap(),
                "--taskledger.topics.replication=1",
                "--server.address=127.0.0.1"));
        arguments.addAll(options);
        return start(name, arguments);
    }

    /** A main class of ours. */
    ServiceProcess startMain(Class<?> main, String name, List<String> flags, List<String> options) {
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(List.of(
                "-Dlogback.configurationFile=broker-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        arguments.addAll(options);
        return start(name, arguments);
    }

    private ServiceProcess start(String name, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Commands.java()));
        command.addAll(arguments);
        ServiceProcess process = ServiceProcess.start(name, log(name), command);
        started.add(process);
        return process;
    }

    Path log(String name) {
        return data.resolve("logs").resolve(name + ".log");
    }

    /** What reads stops before what it reads from. Also a second time. */
    @Override
    public void close() {
        started.forEach(ServiceProcess::resume);
        started.parallelStream().forEach(ServiceProcess::stop);
        broker.stop();
    }
}

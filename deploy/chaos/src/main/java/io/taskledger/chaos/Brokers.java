package io.taskledger.chaos;

import io.taskledger.broker.FreePorts;
import io.taskledger.broker.KafkaBroker;
import io.taskledger.local.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** Nodes that are broker and controller in one; whoever talks to one of them does so through its proxies. */
final class Brokers implements AutoCloseable {

    static final int MOST = 3;

    private final Cuts cuts = new Cuts();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Proxy> proxies = new ArrayList<>();
    private final String bootstrapServers;

    /** What belongs to one of them. */
    private record Place(int id, int port, int proxyPort, int controllerPort, int controllerProxyPort) {
        String listeners() {
            return "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort;
        }

        String advertised() {
            return "PLAINTEXT://127.0.0.1:" + proxyPort + ",CONTROLLER://127.0.0.1:" + controllerProxyPort;
        }
    }

    /** Not started yet; the proxies are there first. */
    Brokers(Path data, Path logs, int count, Map<String, String> further) throws IOException {
        List<Place> places = IntStream.rangeClosed(1, count)
                .mapToObj(id -> new Place(id, FreePorts.take(), FreePorts.take(), FreePorts.take(), FreePorts.take()))
                .toList();
        String voters = places.stream()
                .map(place -> place.id + "@127.0.0.1:" + place.controllerProxyPort)
                .collect(Collectors.joining(","));
        String clusterId = Uuid.randomUuid().toString();
        bootstrapServers =
                places.stream().map(place -> "127.0.0.1:" + place.proxyPort).collect(Collectors.joining(","));
        for (Place place : places) {
            proxies.add(new Proxy(place.proxyPort, place.id, place.port, cuts, this::brokerAtPort));
            proxies.add(new Proxy(place.controllerProxyPort, place.id, place.controllerPort, cuts, this::brokerAtPort));
            String name = "kafka-" + place.id;
            Map<String, String> settings = settings(place, voters, clusterId, count);
            settings.putAll(further);
            nodes.add(new Node(
                    name,
                    logs.resolve(name + ".log"),
                    Commands.broker(List.of("-Xmx384m", Commands.UP_SOON), data.resolve(name), place.port, settings),
                    null));
        }
    }

    private static Map<String, String> settings(Place place, String voters, String clusterId, int count) {
        String inSync = count > 1 ? "2" : "1";
        Map<String, String> settings = new TreeMap<>();
        settings.put(KafkaBroker.CLUSTER_ID, clusterId);
        settings.put("node.id", Integer.toString(place.id));
        settings.put("listeners", place.listeners());
        settings.put("advertised.listeners", place.advertised());
        settings.put("controller.quorum.voters", voters);
        settings.put("offsets.topic.replication.factor", Integer.toString(count));
        settings.put("transaction.state.log.replication.factor", Integer.toString(count));
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("min.insync.replicas", inSync);
        // A transaction that has timed out is aborted within a second of that, not ten.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A leader that nobody reaches is alone in sync after so long, and takes nothing more.
        settings.put("replica.lag.time.max.ms", "10000");
        // Nobody waits longer for a connection that was opened across a cut.
        settings.put("controller.socket.timeout.ms", "5000");
        settings.put("replica.socket.timeout.ms", "5000");
        return settings;
    }

    /** Asked once for a connection; while a process is being started again the answer may be that it is none of them. */
    private int brokerAtPort(int localPort, int remotePort) {
        try {
            String socket = Peer.socket(localPort, remotePort);
            for (int i = 0; i < nodes.size() && !socket.isEmpty(); i++) {
                if (nodes.get(i).isAlive() && Peer.owns(nodes.get(i).pid(), socket)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            // Nothing is known of it.
        }
        return Cuts.NO_BROKER;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    Cuts cuts() {
        return cuts;
    }

    /** From 1. */
    int idOf(Node broker) {
        return nodes.indexOf(broker) + 1;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        nodes.parallelStream().forEach(Node::close);
        proxies.forEach(Proxy::close);
    }
}

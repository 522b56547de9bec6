package io.taskledger.local;

import io.taskledger.local.Options.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A stack for a test: the real jars, on whatever ports are free. */
final class FreeStack {

    private FreeStack() {}

    static Stack in(Path data) {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            ports.put(port, freePort());
        }
        Path root = Path.of("../..").toAbsolutePath().normalize();
        return new Stack(root, new Options(true, false, false, false, false, data, ports));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError("no free port", e);
        }
    }
}

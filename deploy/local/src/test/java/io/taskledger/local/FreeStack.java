package io.taskledger.local;

import io.taskledger.broker.FreePorts;
import io.taskledger.local.Options.Port;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A stack for a test: the real jars, on whatever ports are free. */
final class FreeStack {

    private FreeStack() {}

    /** Nobody asks for tokens, or for reviews of creators. */
    static Stack in(Path data) {
        return in(data, true);
    }

    /** As it is shipped. */
    static Stack guardedIn(Path data) {
        return in(data, false);
    }

    private static Stack in(Path data, boolean open) {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            ports.put(port, FreePorts.take());
        }
        Path root = Path.of("../..").toAbsolutePath().normalize();
        return new Stack(root, new Options(true, false, false, open, false, false, false, null, data, ports));
    }
}

package io.taskledger.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports of 127.0.0.1 that nobody listens on, below those that the system lends to outgoing connections: seconds may pass
 * until a process listens there, and one that is killed must find its port free when it is started again.
 */
public final class FreePorts {

    private static final int FIRST = 12_000;
    private static final int LAST = 31_000;
    private static final int TRIES = 1_000;

    /** Without a seed: processes beside each other must not want the same. */
    private static final Random RANDOM = new Random();

    private static final Set<Integer> TAKEN = new HashSet<>();

    private FreePorts() {}

    /** Another one each time that this process asks. */
    public static synchronized int take() {
        for (int i = 0; i < TRIES; i++) {
            int port = RANDOM.nextInt(FIRST, LAST);
            if (isFree(port) && TAKEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + LAST + " was found.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

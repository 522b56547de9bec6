package io.taskledger.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Free ports, below those that the system lends to outgoing connections: what is killed must find its port free when it is
 * started again.
 */
final class Ports {

    private static final int FIRST = 12_000;
    private static final int LAST = 31_000;
    private static final int TRIES = 1_000;

    /** Not the campaign's seed: two campaigns beside each other must not want the same. */
    private final Random random = new Random();

    private final Set<Integer> taken = new HashSet<>();

    int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST, LAST);
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
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

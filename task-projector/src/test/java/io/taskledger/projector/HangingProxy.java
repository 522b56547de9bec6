package io.taskledger.projector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The way to PostgreSQL. A connection through it can be made to hang: it stays open, and nothing passes any more. */
final class HangingProxy implements AutoCloseable {

    private static final int BACKLOG = 50;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ServerSocket listening;
    private final int target;

    /** The clients' ends of those that do not hang. */
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();

    private final Set<Socket> all = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String trap;

    HangingProxy(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next connection that sends this hangs with it. */
    void hangAt(String statement) {
        trap = statement;
    }

    boolean hasCaught() {
        return trap == null;
    }

    /** All that are there; those that are made from now on do not. */
    void hangAll() {
        passing.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                passing.add(client);
                all.add(client);
                all.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, client));
                Thread.ofVirtual().start(() -> pass(server, client, client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    /** Also an end passes only where the connection does not hang. */
    private void pass(Socket from, Socket to, Socket connection) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0 && passes(connection, buffer, n); n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            if (passing.remove(connection)) {
                from.close();
                to.close();
            }
        } catch (IOException e) {
            // One of both has gone.
        }
    }

    private synchronized boolean passes(Socket connection, byte[] buffer, int length) {
        String statement = trap;
        if (statement != null && new String(buffer, 0, length, ISO_8859_1).contains(statement)) {
            trap = null;
            passing.remove(connection);
        }
        return passing.contains(connection);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : all) {
            socket.close();
        }
    }
}

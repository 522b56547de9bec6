package io.taskledger.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The only way to one port of a broker, for clients and other brokers alike; {@link Cuts} says whether it is open. */
final class Proxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BACKLOG = 128;

    private final ServerSocket listening;
    private final int broker;
    private final int target;
    private final Cuts cuts;
    private final BrokerAtPort brokerAtPort;

    /**
     * One that listens on a port of its own.
     *
     * @param broker       whose port it is
     * @param target       where that broker listens
     * @param brokerAtPort whose process has connected from that port; {@link Cuts#NO_BROKER} where none of them has
     */
    Proxy(int port, int broker, int target, Cuts cuts, BrokerAtPort brokerAtPort) throws IOException {
        this.listening = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        this.broker = broker;
        this.target = target;
        this.cuts = cuts;
        this.brokerAtPort = brokerAtPort;
        Thread.ofVirtual().start(this::accept);
    }

    /** Who has connected. */
    interface BrokerAtPort {
        int find(int localPort, int remotePort);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                // Closed, or the one who came has gone again.
            }
        }
    }

    private void connect(Socket near) {
        try {
            int from = brokerAtPort.find(near.getPort(), near.getLocalPort());
            cuts.awaitOpen(from, broker);
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(near, far, from));
            pump(far, near, from);
        } catch (IOException e) {
            closeQuietly(near);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An end of the connection crosses a cut as little as a byte does. */
    private void pump(Socket in, Socket out, int from) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream source = in.getInputStream();
            OutputStream sink = out.getOutputStream();
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                cuts.awaitOpen(from, broker);
                sink.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One of both has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            cuts.awaitOpen(from, broker);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeQuietly(in);
        closeQuietly(out);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            // It is closed.
        }
    }
}

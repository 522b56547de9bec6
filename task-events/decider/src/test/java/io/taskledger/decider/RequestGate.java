package io.taskledger.decider;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;
import org.apache.kafka.common.protocol.ApiKeys;

/** The only way to a broker. It can hold back one kind of request, while all others pass; what was held arrives late. */
final class RequestGate implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final ServerSocket listening;
    private final ApiKeys kind;
    private final IntSupplier brokerPort;
    private boolean shut;

    /**
     * Open, and listening on {@link #port()}.
     *
     * @param brokerPort known once somebody comes
     */
    RequestGate(ApiKeys kind, IntSupplier brokerPort) {
        this.kind = kind;
        this.brokerPort = brokerPort;
        try {
            listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (shut) {
            wait();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort.getAsInt());
                Thread.ofVirtual().start(() -> passRequests(client, broker));
                Thread.ofVirtual().start(() -> passAnswers(broker, client));
            } catch (IOException e) {
                // Closed, or the broker is away.
            }
        }
    }

    /** Each begins with its length, and with its kind after that. */
    private void passRequests(Socket client, Socket broker) {
        try (client;
                broker) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(broker.getOutputStream());
            while (true) {
                byte[] request = in.readNBytes(in.readInt());
                if (ByteBuffer.wrap(request).getShort() == kind.id) {
                    awaitOpen();
                }
                out.writeInt(request.length);
                out.write(request);
            }
        } catch (IOException e) {
            // One of both has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void passAnswers(Socket broker, Socket client) {
        try (broker;
                client) {
            broker.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One of both has gone.
        }
    }

    @Override
    public void close() throws IOException {
        open();
        listening.close();
    }
}

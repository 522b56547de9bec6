package io.taskledger.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.broker.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProxyTest {
    private static final int SILENCE_MS = 300;
    private static final int PATIENCE_MS = 20_000;
    private static final int BROKER = 1;
    private static final int OTHER = 2;

    private final Cuts cuts = new Cuts();
    private final ServerSocket behind = socket();
    private final int port = FreePorts.take();
    private final Proxy proxy = start();
    private volatile int from = Cuts.NO_BROKER;

    private static ServerSocket socket() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Proxy start() {
        try {
            return new Proxy(port, BROKER, behind.getLocalPort(), cuts, (local, remote) -> from);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        behind.close();
    }

    @Test
    void what_is_sent_across_a_cut_arrives_when_it_has_healed() throws IOException {
        try (Socket near = connect();
                Socket far = behind.accept()) {
            assertThat(sent(near, far, "a")).isEqualTo("a");
            cuts.cutFromOthers(BROKER);
            near.getOutputStream().write("b".getBytes(UTF_8));
            assertSilent(far);
            cuts.heal(BROKER);
            assertThat(read(far)).isEqualTo("b");
        }
    }

    @Test
    void nothing_comes_back_across_a_cut_either() throws IOException {
        try (Socket near = connect();
                Socket far = behind.accept()) {
            assertThat(sent(near, far, "a")).isEqualTo("a");
            cuts.cutFromOthers(BROKER);
            far.getOutputStream().write("b".getBytes(UTF_8));
            assertSilent(near);
            cuts.heal(BROKER);
            assertThat(read(near)).isEqualTo("b");
        }
    }

    @Test
    void who_reaches_no_other_is_still_reached() throws IOException {
        cuts.cutToOthers(BROKER);
        try (Socket near = connect();
                Socket far = behind.accept()) {
            assertThat(sent(near, far, "a")).isEqualTo("a");
        }
    }

    @Test
    void a_broker_that_reaches_no_other_does_not_reach_this_one() throws IOException {
        from = OTHER;
        try (Socket near = connect();
                Socket far = behind.accept()) {
            assertThat(sent(near, far, "a")).isEqualTo("a");
            cuts.cutToOthers(OTHER);
            near.getOutputStream().write("b".getBytes(UTF_8));
            assertSilent(far);
        }
    }

    @Test
    void nobody_is_cut_off_from_itself() throws IOException {
        from = BROKER;
        cuts.cutFromOthers(BROKER);
        cuts.cutToOthers(BROKER);
        try (Socket near = connect();
                Socket far = behind.accept()) {
            assertThat(sent(near, far, "a")).isEqualTo("a");
        }
    }

    @Test
    void whose_a_connection_is_can_be_told() throws IOException {
        try (Socket near = connect()) {
            String socket = Peer.socket(near.getLocalPort(), near.getPort());
            assertThat(socket).startsWith("socket:[");
            assertThat(Peer.owns(ProcessHandle.current().pid(), socket)).isTrue();
            assertThat(Peer.owns(1, socket)).isFalse();
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static String sent(Socket from, Socket to, String text) throws IOException {
        from.getOutputStream().write(text.getBytes(UTF_8));
        return read(to);
    }

    private static String read(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        return Character.toString(socket.getInputStream().read());
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }
}

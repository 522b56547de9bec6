package io.taskledger.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One connection that asks over HTTP 1.1, and stays open for as many answers as the other side likes. A client with everything takes as much of the processor as the
 * service that it asks, and on a small machine the two share it.
 */
final class PlainHttp implements Closeable {

    private static final int TIMEOUT_MS = 30_000;

    private final URI projector;
    private final String headers;
    private Socket socket;
    private InputStream in;

    PlainHttp(URI projector, String token) throws IOException {
        this.projector = projector;
        this.headers = "Host: " + projector.getAuthority() + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        socket = open();
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Socket open() throws IOException {
        Socket opened = new Socket(projector.getHost(), projector.getPort());
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(TIMEOUT_MS);
        return opened;
    }

    /** The body of an answer; empty where it is not 200. */
    String ask(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\n" + headers;
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        String status = line();
        int length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length: ")) {
                length = Integer.parseInt(header.substring("content-length: ".length()));
            }
            last |= lower.equals("connection: close");
            chunked |= lower.equals("transfer-encoding: chunked");
        }
        String body = chunked ? chunks() : new String(in.readNBytes(Math.max(0, length)), UTF_8);
        if (last) {
            socket.close();
            socket = open();
            in = new BufferedInputStream(socket.getInputStream());
        }
        return status.startsWith("HTTP/1.1 200") ? body : "";
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int length = nextChunk(); length > 0; length = nextChunk()) {
            body.append(new String(in.readNBytes(length), UTF_8));
            var unused = line();
        }
        var unused = line();
        return body.toString();
    }

    private int nextChunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed amid an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

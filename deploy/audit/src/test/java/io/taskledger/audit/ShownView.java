package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What answers an auditor that asks for the view. */
final class ShownView implements AutoCloseable {

    private final HttpServer server;

    ShownView(HttpHandler answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", answer);
        server.start();
    }

    /** JSON by path; null where there is no such thing. */
    static ShownView of(Function<String, @Nullable String> shown) {
        return new ShownView(exchange -> {
            String json = shown.apply(exchange.getRequestURI().getPath());
            byte[] body = json == null ? new byte[0] : json.getBytes(UTF_8);
            exchange.sendResponseHeaders(json == null ? 404 : 200, json == null ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit outlives tokens, and a view that is restarted. */
final class ViewTest {

    private final AtomicInteger asked = new AtomicInteger();
    private volatile String good = "first";
    private volatile int unavailable;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private ShownView server;

    @BeforeEach
    void start() {
        server = new ShownView(this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean known = ("Bearer " + good).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int status = asked.incrementAndGet() <= unavailable ? 503 : known ? 200 : 401;
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("{}".getBytes(UTF_8));
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_token_that_was_renewed_is_read_again() throws Exception {
        View view = view(Duration.ZERO);
        assertThat(view.get("/tasks/task-1")).isNotNull();
        good = "second";
        Files.writeString(token(), "second\n");
        assertThat(view.get("/tasks/task-1")).isNotNull();
        assertThat(view.get("/tasks/task-1")).isNotNull();
        assertThat(asked).hasValue(4);
    }

    @Test
    void a_token_that_stays_bad_is_tried_twice() throws Exception {
        View view = view(Duration.ZERO);
        good = "second";
        assertThatThrownBy(() -> view.get("/tasks/task-1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_view_that_is_being_restarted_is_waited_for_and_owes_nothing_meanwhile() throws Exception {
        View view = view(Duration.ofMinutes(1));
        unavailable = 2;
        long giveUpAt = view.giveUpAt();
        assertThat(view.get("/tasks/task-1")).isNotNull();
        assertThat(asked).hasValue(3);
        assertThat(view.nanos()).isLessThan(giveUpAt + 2 * View.PAUSE.toNanos());
    }

    @Test
    void a_view_that_stays_away_is_given_up() throws Exception {
        View view = view(Duration.ofMillis(1));
        unavailable = Integer.MAX_VALUE;
        assertThatThrownBy(() -> view.get("/tasks/task-1")).hasMessageContaining("503");
        server.close();
        assertThatThrownBy(() -> view.get("/tasks/task-1")).hasMessageContaining("does not answer");
    }

    private Path token() {
        return directory.resolve("token");
    }

    private View view(Duration longestOutage) throws IOException {
        Files.writeString(token(), "first\n");
        return new View(server.base(), token(), 1, InstantSource.system(), Duration.ZERO, longestOutage);
    }
}

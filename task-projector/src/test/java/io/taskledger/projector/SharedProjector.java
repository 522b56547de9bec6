package io.taskledger.projector;

import io.taskledger.broker.BrokerExtension;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One broker, one PostgreSQL and one projector for all test classes that only add and ask; every test has its own tasks. */
final class SharedProjector implements BeforeAllCallback {

    static final int MAX_STREAMS = 4;

    private @Nullable Running running;

    private record Running(
            ExtensionContext context, BrokerExtension broker, EmbeddedPostgres postgres, RunningProjector projector)
            implements AutoCloseable {

        static Running start(ExtensionContext context) {
            try {
                BrokerExtension broker = new BrokerExtension();
                broker.beforeAll(context);
                new Logs(broker).createAnew();
                EmbeddedPostgres postgres = FreePostgres.start();
                RunningProjector projector = startProjector(broker, postgres);
                return new Running(context, broker, postgres, projector);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        private static RunningProjector startProjector(
                BrokerExtension broker, EmbeddedPostgres postgres, String... more) {
            List<String> options = new ArrayList<>(List.of(
                    "--taskledger.max-streams=" + MAX_STREAMS,
                    "--taskledger.stream-heartbeat=300ms",
                    "--taskledger.max-wait=1s"));
            options.addAll(List.of(more));
            return RunningProjector.start(
                            broker, postgres.getJdbcUrl("postgres", "postgres"), options.toArray(String[]::new))
                    .awaitReady();
        }

        @Override
        public void close() throws IOException {
            projector.close();
            postgres.close();
            broker.afterAll(context);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Running.class, key -> Running.start(context), Running.class);
    }

    private Running running() {
        return Objects.requireNonNull(running);
    }

    RunningProjector projector() {
        return running().projector;
    }

    /** One more, of the same view. */
    RunningProjector another(String... more) {
        return Running.startProjector(running().broker, running().postgres, more);
    }

    EmbeddedPostgres postgres() {
        return running().postgres;
    }

    Logs logs() {
        return new Logs(running().broker);
    }
}

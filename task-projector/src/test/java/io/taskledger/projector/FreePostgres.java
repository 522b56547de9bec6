package io.taskledger.projector;

import io.taskledger.broker.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A PostgreSQL for a test; its own choice is a port that the system may have lent to somebody before it listens. */
final class FreePostgres {

    private FreePostgres() {}

    static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder().setPort(FreePorts.take()).start();
    }
}

package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A view from before agencies had a column knows them afterwards. */
final class McnMigrationIT {

    @RegisterExtension
    static final SharedProjector SHARED = new SharedProjector();

    @Test
    void agency_is_read_out_of_each_task_and_out_of_nothing_else() {
        DataSource database = SHARED.postgres().getPostgresDatabase();
        migrate(database, "1");
        JdbcClient sql = JdbcClient.create(database);
        Map.of(
                        "by-mcn", "{\"taskId\":\"by-mcn\",\"mcnId\":\"mcn-3\",\"payeeId\":\"mcn-3\"}",
                        "alone", "{\"taskId\":\"alone\",\"mcnId\":null,\"payeeId\":\"creator-9\"}",
                        "sly", "{\"taskId\":\"sly\",\"pending\":{\"reason\":\"\\\"mcnId\\\":\\\"mcn-3\\\"\"}}")
                .forEach((id, view) -> sql.sql("""
                        insert into migrated.task (task_id, version, status, kind, client_id, pending, published_at_ms,
                            updated_at_ms, view)
                        values (?, 2, 'ACCEPTED', 'ORDER', 'client-7', false, 0, 0, ?)
                        """).params(id, view).update());
        migrate(database, "2");
        assertThat(sql.sql("select task_id from migrated.task where mcn_id = 'mcn-3'")
                        .query(String.class)
                        .list())
                .containsExactly("by-mcn");
        assertThat(sql.sql("select count(*) from migrated.task where mcn_id is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        sql.sql("drop schema migrated cascade").update();
    }

    private static void migrate(DataSource database, String version) {
        Flyway.configure()
                .dataSource(database)
                .schemas("migrated")
                .locations("classpath:db/view")
                .target(version)
                .load()
                .migrate();
    }
}

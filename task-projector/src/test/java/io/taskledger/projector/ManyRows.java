package io.taskledger.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A view with so many rows that it matters how PostgreSQL finds those that are asked for. */
record ManyRows(EmbeddedPostgres postgres, DataSource database, Views views) implements AutoCloseable {

    /** Where two filters meet, more than a page's rows may be looked at; never more than a hundredth of all, or two. */
    private static final int LOOKED_AT = 2_000;

    /** As the script makes them. */
    static ManyRows of(String script) throws IOException, SQLException {
        EmbeddedPostgres postgres = FreePostgres.start();
        DriverManagerDataSource database = new DriverManagerDataSource(postgres.getJdbcUrl("postgres", "postgres"));
        Flyway.configure().dataSource(database).load().migrate();
        Views views = new Views(database, JdbcClient.create(database), transactions(database));
        views.prepare();
        try (Connection connection = database.getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource(script));
        }
        return new ManyRows(postgres, database, views);
    }

    private static TransactionTemplate transactions(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }

    ViewWriter writer() {
        return new ViewWriter(new JdbcTemplate(database), transactions(database), views);
    }

    /** Explains what is asked instead of answering it, with the connection's settings of the service. */
    JdbcClient explaining() throws IOException {
        String settings = PropertiesLoaderUtils.loadAllProperties("application.properties")
                .getProperty("spring.datasource.hikari.connection-init-sql");
        return new Explaining(new DelegatingDataSource(database) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        Connection connection = super.getConnection();
                        try (Statement statement = connection.createStatement()) {
                            statement.execute(settings);
                        }
                        return connection;
                    }
                })
                .sql();
    }

    /** That few rows were looked at, and these columns asked of an index. */
    static void requireBounded(JsonNode plan, String columns) {
        List<JsonNode> nodes = nodes(plan);
        assertThat(nodes).as(plan.toPrettyString()).allSatisfy(node -> {
            assertThat(node.path("Node Type").asString()).isNotEqualTo("Seq Scan");
            assertThat(lookedAt(node)).isLessThanOrEqualTo(LOOKED_AT);
        });
        String used = String.join(" ", nodes.stream().map(ManyRows::index).toList());
        for (String column : columns.split(",", -1)) {
            assertThat(used).as(plan.toPrettyString()).contains(column);
        }
    }

    /** Rows that a node has given or thrown away, over all its loops. */
    private static double lookedAt(JsonNode node) {
        return (node.path("Actual Rows").asDouble()
                        + node.path("Rows Removed by Filter").asDouble())
                * node.path("Actual Loops").asDouble();
    }

    /** What is asked of an index; of a partial one its predicate, too. */
    private static String index(JsonNode node) {
        return node.path("Index Cond").asString("")
                + (node.path("Index Name").asString("").equals("task_pending") ? " pending" : "")
                + (node.path("Index Name").asString("").equals("task_by_end") ? " ended_at_ms" : "");
    }

    private static List<JsonNode> nodes(JsonNode plan) {
        List<JsonNode> nodes = new ArrayList<>(List.of(plan));
        plan.path("Plans").forEach(child -> nodes.addAll(nodes(child)));
        return nodes;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}

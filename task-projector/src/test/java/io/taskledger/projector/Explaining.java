package io.taskledger.projector;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has PostgreSQL explain what a reader asks, instead of answering it: the very statement, with the very values. */
final class Explaining extends AbstractDataSource {
    private final DataSource database;

    Explaining(DataSource database) {
        this.database = database;
    }

    JdbcClient sql() {
        return JdbcClient.create(this);
    }

    /** The plan of the first statement of that question, with what it has really done. */
    static JsonNode plan(Runnable question) {
        try {
            question.run();
        } catch (Explained explained) {
            return JsonMapper.shared().readTree(explained.getMessage()).get(0).get("Plan");
        }
        throw new AssertionError("nothing was asked");
    }

    /** Instead of an answer. */
    private static final class Explained extends RuntimeException {
        Explained(String plan) {
            super(plan);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.getConnection();
        return proxy(
                Connection.class,
                (proxy, method, arguments) -> method.getName().equals("prepareStatement")
                        ? explaining(connection.prepareStatement("explain (analyze, format json) " + arguments[0]))
                        : method.invoke(connection, arguments));
    }

    private static PreparedStatement explaining(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("executeQuery")) {
                return method.invoke(statement, arguments);
            }
            try (ResultSet plan = statement.executeQuery()) {
                plan.next();
                throw new Explained(plan.getString(1));
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        InvocationHandler unwrapping = (proxy, method, arguments) -> {
            try {
                return handler.invoke(proxy, method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, unwrapping));
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }
}

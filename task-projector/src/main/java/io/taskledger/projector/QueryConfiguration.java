package io.taskledger.projector;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.Settlement;
import io.taskledger.watch.Spans;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What answers over HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class QueryConfiguration implements WebMvcConfigurer {

    /** Longest that one query may take, in seconds: one that nobody waits for must not hold the database up. */
    private static final int QUERY_SECONDS = 2;

    /** Where PostgreSQL says nothing, not even that a query took too long. */
    private static final int NETWORK_MS = (QUERY_SECONDS + 1) * 1_000;

    /** Asks within that limit. */
    static JdbcClient bounded(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                // The pool takes it back with the limit that it had.
                connection.setNetworkTimeout(Runnable::run, NETWORK_MS);
                return connection;
            }
        });
        jdbc.setQueryTimeout(QUERY_SECONDS);
        return JdbcClient.create(jdbc);
    }

    @Bean
    TaskReader taskReader(DataSource database, Views views) {
        return new TaskReader(bounded(database), views);
    }

    @Bean
    SettlementReader settlementReader(DataSource database, Views views) {
        return new SettlementReader(bounded(database), views);
    }

    @Bean
    CreatorReader creatorReader(DataSource database, Views views) {
        return new CreatorReader(bounded(database), views);
    }

    @Bean
    EventFeed eventFeed(DataSource database, Views views, ViewWriter writer) {
        return new EventFeed(bounded(database), views, writer);
    }

    @Bean
    Census census(DataSource database, Views views) {
        return new Census(bounded(database), views);
    }

    @Bean
    @ConditionalOnWebApplication
    CensusMeters censusMeters(Census census, MeterRegistry meters) {
        return new CensusMeters(census, meters);
    }

    @Bean
    @ConditionalOnWebApplication
    DayMeters dayMeters(JdbcClient sql, Views views, MeterRegistry meters) {
        // Once a minute, and nobody waits for it: as long as PostgreSQL is given for anything, not as long as a query.
        return new DayMeters(new DaySums(sql, views), meters);
    }

    /** Before anybody is refused, so that refusals are told of, too. */
    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<RequestSpans> requestSpans(Spans spans) {
        FilterRegistrationBean<RequestSpans> filter = new FilterRegistrationBean<>(new RequestSpans(spans));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    @Bean
    VersionWait versionWait(@Value("${taskledger.max-wait:2s}") Duration longest) {
        return new VersionWait(longest);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters());
    }

    /** A type may be asked for as records name it, too; an order is, as the field is named. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(
                String.class,
                Settlement.Type.class,
                text -> Arrays.stream(Settlement.Type.values())
                        .filter(type ->
                                type.name().equals(text) || type.typeName().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no type of settlements")));
        registry.addConverter(
                String.class,
                CreatorOrder.class,
                text -> Arrays.stream(CreatorOrder.values())
                        .filter(order -> order.toString().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no order of creators")));
    }
}

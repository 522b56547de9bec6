package io.taskledger.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class PatienceTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_broker_that_does_not_answer_is_asked_again() throws Exception {
        String answer = Patience.ask(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new ExecutionException(new TimeoutException("no node was free"));
            }
            return "here";
        });
        assertThat(answer).isEqualTo("here");
        assertThat(asked).hasValue(2);
    }

    @Test
    void an_answer_that_is_not_what_was_hoped_for_is_an_answer() {
        assertThatThrownBy(() -> Patience.ask(() -> {
                    asked.incrementAndGet();
                    throw new ExecutionException(new TopicAuthorizationException("not yours"));
                }))
                .hasRootCauseMessage("not yours");
        assertThat(asked).hasValue(1);
    }
}

package io.taskledger.watch;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets, under {@code taskledger.watch}.
 *
 * @param groups whose lag is told, by all services
 * @param every  between two looks
 */
@ConfigurationProperties("taskledger.watch")
record WatchSettings(
        @DefaultValue({"taskledger-decider", "taskledger-creator", "taskledger-settlement", "taskledger-projector"})
        List<String> groups,

        @DefaultValue("5s") Duration every) {}

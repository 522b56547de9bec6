package io.taskledger.projector;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** Says in one line why the service must not start like this, where Spring would say it in a hundred. */
final class RefusalReporter implements SpringBootExceptionReporter {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalReporter.class);

    /** As Spring makes it. */
    RefusalReporter(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof HttpAccess.Refused refused) {
            LOG.error("Stopped: {}", refused.getMessage());
            return true;
        }
        return false;
    }
}

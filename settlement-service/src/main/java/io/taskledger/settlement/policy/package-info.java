/** From a task's last event to who gets what: no Spring, no Kafka, no JSON, no clock. */
@NullMarked
package io.taskledger.settlement.policy;

import org.jspecify.annotations.NullMarked;

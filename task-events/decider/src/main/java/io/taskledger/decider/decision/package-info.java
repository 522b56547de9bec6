/** The rules, and nothing else: no Spring, no Kafka, no JSON, no clock. */
@NullMarked
package io.taskledger.decider.decision;

import org.jspecify.annotations.NullMarked;

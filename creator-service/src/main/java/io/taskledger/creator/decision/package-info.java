/** The rules of creators, and nothing else: no Spring, no Kafka, no JSON, no clock. */
@NullMarked
package io.taskledger.creator.decision;

import org.jspecify.annotations.NullMarked;

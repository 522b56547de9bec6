/** A real Kafka broker, for the local stack and for tests alike. */
@NullMarked
package io.taskledger.broker;

import org.jspecify.annotations.NullMarked;

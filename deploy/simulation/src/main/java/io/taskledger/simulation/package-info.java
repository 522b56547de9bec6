/** The services' own topologies on a model of Kafka that crashes, repeats and delays, one seed a history. */
@NullMarked
package io.taskledger.simulation;

import org.jspecify.annotations.NullMarked;

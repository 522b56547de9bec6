/** How the two services on the money path run on Kafka Streams: settings, start, guard, rebuild, health. */
@NullMarked
package io.taskledger.engine;

import org.jspecify.annotations.NullMarked;

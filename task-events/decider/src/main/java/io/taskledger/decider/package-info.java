/** The service that judges commands and alone writes task.events. */
@NullMarked
package io.taskledger.decider;

import org.jspecify.annotations.NullMarked;

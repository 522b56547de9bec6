/** The service that alone writes settlement.events, which finance pays from. */
@NullMarked
package io.taskledger.settlement;

import org.jspecify.annotations.NullMarked;
